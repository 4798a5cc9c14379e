import { autoscalerOf, pathIn, writtenReplicas } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/**
 * A number of replicas is written beside an autoscaler.
 *
 * Restricted fields: spec.replicas of workloads that a HorizontalPodAutoscaler scales
 * Allowed values:    undefined
 */
export const autoscalerStaticReplicas = defineRule({
  id: 'autoscaler-static-replicas',
  title: 'Replicas are set beside an autoscaler',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'evidence',
  description: 'Reported for each workload with `replicas` that a HorizontalPodAutoscaler among the resources scales.',
  why: 'Every time the manifest is applied the workload falls back to this number, in the middle of the load.',
  remedy: 'Remove replicas. Client-side apply then resets it to 1 once, so hand the field over first.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
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
  *check({ workload, cluster }) {
    const replicas = writtenReplicas(workload.resource)
    const autoscaler = autoscalerOf(cluster, workload.resource)
    if (replicas === undefined || !autoscaler) return
    const at = pathIn(workload.resource, 'spec', 'replicas')
    yield {
      at,
      message: `replicas is ${replicas}, and the autoscaler ${autoscaler.resource.name} sets it too`,
      fix: {
        description: 'Remove replicas',
        changes: [remove(at)],
        needs: 'that the field was handed over to the autoscaler',
      },
    }
  },
})
