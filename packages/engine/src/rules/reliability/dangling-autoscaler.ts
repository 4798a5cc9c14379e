import { autoscalerFrom, isSameGroup, pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An autoscaler scales what is not there.
 *
 * Restricted fields: spec.scaleTargetRef of HorizontalPodAutoscaler
 * Allowed values:    an object of that kind, group and name in the same namespace
 */
export const danglingAutoscaler = defineRule({
  id: 'dangling-autoscaler',
  title: 'Autoscaler has no target',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['HorizontalPodAutoscaler', 'ScaledObject'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each HorizontalPodAutoscaler, and each ScaledObject of KEDA, whose target is not among the resources given. It may well be in the cluster; that is why the rule is off by default.',
  why: 'Nothing is scaled, and nobody is told.',
  remedy: 'Correct kind and name, or remove the autoscaler.',
  examples: {
    bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 9
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  maxReplicas: 9
`,
  },
  *check({ resource, cluster }) {
    const target = autoscalerFrom(resource)?.target
    if (!target || target.kind === '' || target.name === '') return
    const found = cluster.find(target.kind, resource.namespace, target.name)
    if (found && isSameGroup(target.group, found.group)) return
    yield {
      at: pathIn(resource, 'spec', 'scaleTargetRef'),
      message: `there is no ${target.kind} ${target.name} in what was given`,
    }
  },
})
