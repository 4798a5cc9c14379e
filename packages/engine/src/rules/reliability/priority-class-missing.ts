import { defineRule } from '../rule.ts'

/**
 * Pods have no priority class, or one that nobody knows.
 *
 * Wanted fields:  spec.priorityClassName
 * Allowed values: system-cluster-critical, system-node-critical, the option accepted, a PriorityClass among the resources
 */
export const priorityClassMissing = defineRule({
  id: 'priority-class-missing',
  title: 'No known priority class',
  severity: 'info',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    accepted: { type: 'strings', default: [], description: 'Classes that the cluster has' },
  },
  description:
    'Reported for each workload without a `priorityClassName`, and for each whose class is neither one of the two of the system, nor named in the option `accepted`, nor a PriorityClass among the resources.',
  why: 'When nodes run short, pods without a class go first; pods of an unknown class are not created.',
  remedy: 'Name a class that says how much the workload matters.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  priorityClassName: shop
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: shop
value: 1000
`,
  },
  *check({ workload, cluster, options }) {
    const name = workload.pod.spec.priorityClassName?.trim() ?? ''
    const known = ['system-cluster-critical', 'system-node-critical', ...options.accepted]
    if (known.includes(name)) return
    if (name !== '' && cluster.ofKind('PriorityClass', 'scheduling.k8s.io').some((each) => each.name === name)) return
    yield {
      at: workload.pod.specPath('priorityClassName'),
      message: name === '' ? 'no priority class is named' : `the priority class ${name} is not known`,
      fix: { description: 'Name a priority class', needs: 'how much the workload matters' },
    }
  },
})
