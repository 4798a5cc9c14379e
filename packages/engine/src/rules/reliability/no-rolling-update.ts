import { pathIn, takesTraffic, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

interface Strategy {
  readonly field: 'strategy' | 'updateStrategy'
  /** The words that mean a rolling update; the first is the default. */
  readonly rolling: readonly string[]
  /** The words of the kind's other strategies. */
  readonly other: readonly string[]
}

const deployment: Strategy = { field: 'strategy', rolling: ['RollingUpdate'], other: ['Recreate'] }
const set: Strategy = { field: 'updateStrategy', rolling: ['RollingUpdate'], other: ['OnDelete'] }
const openShift: Strategy = { field: 'strategy', rolling: ['Rolling'], other: ['Recreate', 'Custom'] }

const strategies: ReadonlyMap<string, Strategy> = new Map([
  ['apps/Deployment', deployment],
  ['extensions/Deployment', deployment],
  ['apps/StatefulSet', set],
  ['apps/DaemonSet', set],
  ['extensions/DaemonSet', set],
  ['/DeploymentConfig', openShift],
  ['apps.openshift.io/DeploymentConfig', openShift],
])

/**
 * A new release does not replace the pods one by one.
 *
 * Restricted fields: spec.strategy.type (Deployment, DeploymentConfig), spec.updateStrategy.type (StatefulSet, DaemonSet)
 * Allowed values:    undefined, RollingUpdate (Rolling in a DeploymentConfig)
 */
export const noRollingUpdate = defineRule({
  id: 'no-rolling-update',
  title: 'Pods are not replaced one by one',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when the update strategy of a Deployment, DeploymentConfig, StatefulSet or DaemonSet is written and is not the rolling one. Once any Service is among the resources, a Deployment that is recreated is reported only when one selects it, unless `unserved` is set. A word that is no strategy of its kind is always reported.',
  why: 'With Recreate nobody answers between the old pods and the new ones; with OnDelete a security fix runs nowhere until someone deletes pods by hand.',
  remedy: 'Use RollingUpdate, after checking that two versions of the workload may run side by side.',
  options: {
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
  strategy:
    type: Recreate
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  strategy:
    type: RollingUpdate
`,
  },
  *check({ workload, cluster, options }) {
    const { resource } = workload
    const strategy = strategies.get(`${resource.group}/${resource.kind}`)
    if (!strategy) return
    const type = valueIn(resource, 'spec', strategy.field, 'type')
    if (typeof type !== 'string' || type === '' || strategy.rolling.includes(type)) return
    const at = pathIn(resource, 'spec', strategy.field, 'type')
    if (!strategy.other.includes(type)) {
      const words = [...strategy.rolling, ...strategy.other].join(', ')
      yield {
        at,
        severity: 'medium',
        message: `the strategy "${type}" is none of ${words}`,
        why: 'The API server refuses the object, so what it replaces stays as it is.',
      }
      return
    }
    if (strategy.field === 'strategy' && !options.unserved && !takesTraffic(cluster, workload)) return
    yield { at, message: `the strategy is ${type}, not ${strategy.rolling[0] ?? ''}` }
  },
})
