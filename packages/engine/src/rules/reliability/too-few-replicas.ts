import { autoscalerOf, isReplicated, takesTraffic, writtenReplicas } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Too few pods are left when one goes.
 *
 * Restricted fields: spec.replicas of kinds that keep a number of like pods
 * Allowed values:    the minimum and above; zero, which switches off
 */
export const tooFewReplicas = defineRule({
  id: 'too-few-replicas',
  title: 'Few replicas',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for Deployments, StatefulSets, ReplicaSets, ReplicationControllers, DeploymentConfigs and Argo Rollouts whose `replicas`, one when left out, are below `minimum`. Those that an autoscaler targets are left to `autoscaler-min-replicas`, and zero replicas are taken as switched off. Once any Service is among the resources, only workloads that one selects are asked, unless `unserved` is set.',
  why: 'While one pod is moved, restarted or lost with its node, the others carry its load, if there are any.',
  remedy: 'Raise replicas, after checking that several pods of this workload may run side by side.',
  options: {
    minimum: { type: 'integer', default: 3, description: 'The number of replicas that is enough.' },
    unserved: {
      type: 'boolean',
      default: false,
      description: 'Whether workloads that no Service selects are asked too.',
    },
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
`,
  },
  *check({ workload, cluster, options }) {
    const { resource } = workload
    if (!isReplicated(resource) || autoscalerOf(cluster, resource)) return
    const written = writtenReplicas(resource)
    const replicas = written ?? 1
    if (replicas >= options.minimum || replicas === 0) return
    if (!options.unserved && !takesTraffic(cluster, workload)) return
    yield {
      at: [...resource.base, 'spec', 'replicas'],
      message: `${written === undefined ? 'replicas is not set, which means 1' : `replicas is ${replicas}`}, below ${options.minimum}`,
    }
  },
})
