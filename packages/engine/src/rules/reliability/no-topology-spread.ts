import { mayRun, type Workload } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { selectsOwnPods, type SpreadConstraint } from './spread.ts'

/**
 * Replicas are not spread over zones or nodes, or the constraint that should spread them is void.
 *
 * Required fields: spec.topologySpreadConstraints, for workloads of several replicas
 * Allowed values:  maxSkew above 0, a topologyKey, whenUnsatisfiable DoNotSchedule or ScheduleAnyway, minDomains above 0
 *                  and only with DoNotSchedule, a labelSelector that selects the workload's own pods
 */
export const noTopologySpread = defineRule({
  id: 'no-topology-spread',
  title: 'Replicas are not spread over the topology',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for workloads that may run `minimum` replicas or more without any `topologySpreadConstraints`, and for every constraint of any pod that the API server refuses or that counts none of the pods it stands in. Replicas that are left out count as many, since an autoscaler may set them.',
  why: 'The scheduler may place all replicas in one zone, and the loss of that zone is then the loss of the workload.',
  remedy:
    "Add a constraint by topology.kubernetes.io/zone or kubernetes.io/hostname that selects the workload's own labels.",
  options: {
    minimum: { type: 'integer', default: 2, description: 'From how many replicas on a workload needs a constraint.' },
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: registry.example/shop:2.1.0
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: registry.example/shop:2.1.0
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: shop
`,
  },
  *check({ workload, cluster, options }) {
    const path = workload.pod.specPath('topologySpreadConstraints')
    const constraints = workload.pod.spec.topologySpreadConstraints ?? []
    if (constraints.length === 0 && mayRun(cluster, workload.resource, options.minimum)) {
      yield { at: path, message: 'there are no topologySpreadConstraints' }
    }
    for (const [i, constraint] of constraints.entries()) {
      const problem = problemOf(constraint) ?? oversight(workload, constraint)
      if (!problem) continue
      yield {
        at: [...path, i, problem.field],
        message: problem.message,
        ...(problem.why ? { why: problem.why, severity: 'medium' } : {}),
      }
    }
  },
})

interface Problem {
  readonly field: string
  readonly message: string
  readonly why?: string
}

const refused = 'The API server refuses the pods, so none of them is created.'

/**
 * What the API server would refuse of a constraint.
 * Source: kubernetes/kubernetes pkg/apis/core/validation (validateTopologySpreadConstraints).
 */
function problemOf({ maxSkew, topologyKey, whenUnsatisfiable, minDomains }: SpreadConstraint): Problem | undefined {
  if (maxSkew === undefined || maxSkew < 1) {
    return { field: 'maxSkew', message: `maxSkew is ${maxSkew ?? 'not set'}, and has to be 1 or more`, why: refused }
  }
  if (!topologyKey) return { field: 'topologyKey', message: 'there is no topologyKey', why: refused }
  if (whenUnsatisfiable !== 'DoNotSchedule' && whenUnsatisfiable !== 'ScheduleAnyway') {
    const written = whenUnsatisfiable ? `"${whenUnsatisfiable}"` : 'not set'
    return {
      field: 'whenUnsatisfiable',
      message: `whenUnsatisfiable is ${written}, and has to be DoNotSchedule or ScheduleAnyway`,
      why: refused,
    }
  }
  if (minDomains === undefined) return undefined
  if (minDomains < 1) {
    return { field: 'minDomains', message: `minDomains is ${minDomains}, and has to be 1 or more`, why: refused }
  }
  if (whenUnsatisfiable === 'DoNotSchedule') return undefined
  return { field: 'minDomains', message: 'minDomains goes with DoNotSchedule only', why: refused }
}

function oversight(workload: Workload, { labelSelector }: SpreadConstraint): Problem | undefined {
  if (labelSelector === undefined) {
    return { field: 'labelSelector', message: 'without a labelSelector the constraint counts no pods' }
  }
  if (selectsOwnPods(workload, labelSelector)) return undefined
  return { field: 'labelSelector', message: "the constraint does not count the workload's own pods" }
}
