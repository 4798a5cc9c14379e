import { pathIn } from '../../cluster/index.ts'
import { picksPods, selectionOf } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { policiesIn } from './policies.ts'
import { selectorText, subjectPath } from './selections.ts'

/**
 * A policy picks out pods by their labels, and there is none that has them.
 *
 * Wanted: a pod, or a template of pods, that the policy's selector matches and that has a network of its own
 * Except: policies about every pod of a namespace
 */
export const danglingPolicy = defineRule({
  id: 'dangling-policy',
  title: 'Policy selects no pod',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  derived: true,
  description:
    'Reported for a policy of any family whose selector asks for labels that no pod and no template of pods in its reach has, or only pods on the network of their node, where policies have no effect. Policies about every pod of a namespace, or every one but some, are left out, as they are for pods to come, and so are labels that controllers put on pods by themselves. Where what was read holds no pod of the namespace at all, they may be elsewhere: that is reported as info. Pods that an operator makes are not seen in its custom resources.',
  why: 'The pods that the policy was written for, and whose labels it misses, stay open.',
  remedy: 'Select the pods by labels that their template has, or remove the policy.',
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: redis
---
apiVersion: v1
kind: Pod
metadata:
  name: redis
  namespace: shop
  labels:
    app.kubernetes.io/name: redis
spec:
  containers:
    - name: redis
      image: registry.example/redis:8.2.1
`,
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: redis
---
apiVersion: v1
kind: Pod
metadata:
  name: redis
  namespace: shop
  labels:
    app.kubernetes.io/name: redis
spec:
  containers:
    - name: redis
      image: registry.example/redis:8.2.1
`,
  },
  *check({ cluster }) {
    for (const { model, compiled, resource } of policiesIn(cluster)) {
      const { subject } = compiled.policy
      if (!('pods' in subject) || !picksPods(model, subject.pods)) continue
      const selection = selectionOf(model, subject.pods)
      if (selection === 'pods' || selection === 'unknown') continue
      const wanted = selectorText(subject.pods)
      yield {
        resource,
        at: pathIn(resource, ...subjectPath(compiled)),
        message:
          selection === 'hosts'
            ? `only pods on the network of their node match ${wanted}, and policies have no effect on those`
            : selection === 'nothing'
              ? `no pod matches ${wanted}`
              : `no pod matches ${wanted}; none that the policy could be about is among what was read`,
        severity: selection === 'unshown' ? 'info' : 'medium',
      }
    }
  },
})
