import { perCluster, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

const hasDefault = perCluster((cluster) =>
  cluster.ofKind('PriorityClass').some((each) => valueIn(each, 'globalDefault') === true),
)

/**
 * Pods of no priority, or of one that does not exist.
 *
 * Required fields: spec.priorityClassName
 * Allowed values:  system-cluster-critical, system-node-critical, a PriorityClass among the resources, those accepted
 */
export const priorityClassMissing = defineRule({
  id: 'priority-class-missing',
  title: 'No priority class, or one that is not known',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when `priorityClassName` is not set, unless a PriorityClass among the resources is the global default, and when it names a class that is neither among the resources, nor in `accepted`, nor one of the two that every cluster has. A class may well be in the cluster already: name it in `accepted`.',
  why: 'When nodes run short, pods without a priority are the first to go, whatever depends on them.',
  remedy: 'Name a PriorityClass that says how much depends on the workload.',
  options: {
    accepted: {
      type: 'strings',
      default: ['system-cluster-critical', 'system-node-critical'],
      description: 'Classes that exist without being among the resources.',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  priorityClassName: shop
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: shop
value: 1000
`,
  },
  *check({ workload, cluster, options }) {
    const at = workload.pod.specPath('priorityClassName')
    const name = workload.pod.spec.priorityClassName?.trim()
    if (!name) {
      if (!hasDefault(cluster)) yield { at, message: 'priorityClassName is not set' }
      return
    }
    if (options.accepted.includes(name) || cluster.find('PriorityClass', undefined, name)) return
    yield {
      at,
      severity: 'medium',
      message: `there is no PriorityClass ${name} in what was given`,
      why: 'Pods of a priority class that does not exist are not created.',
    }
  },
})
