import { mayRun } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { antiAffinityTerms, selectsOwnPods, topologyKeys, uselessness } from './spread.ts'

/**
 * Nothing keeps the replicas of a workload from sharing one node.
 *
 * Required fields: spec.affinity.podAntiAffinity, with a term for the workload's own pods, by node, zone or region;
 *                  or a constraint of spec.topologySpreadConstraints that does the same
 */
export const noAntiAffinity = defineRule({
  id: 'no-anti-affinity',
  title: 'Replicas may share a node',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    "Reported for workloads that may run `minimum` replicas or more and whose pod anti-affinity, required or preferred, has no term that selects the workload's own pods in their own namespace by one of `topologyKeys`. A topology spread constraint that selects them by such a key does as well. Replicas that are left out count as many, since an autoscaler may set them.",
  why: 'When all replicas stand on one node, that node takes the whole workload with it.',
  remedy:
    "Add a podAntiAffinity term, or a topologySpreadConstraint, that selects the workload's own labels by kubernetes.io/hostname.",
  options: {
    minimum: { type: 'integer', default: 2, description: 'From how many replicas on a workload is asked.' },
    topologyKeys: {
      type: 'strings',
      default: topologyKeys,
      description: 'Node labels that keep pods apart well enough.',
    },
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
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
                  app: shop
`,
  },
  *check({ workload, cluster, options }) {
    if (!mayRun(cluster, workload.resource, options.minimum)) return
    const terms = antiAffinityTerms(workload)
    const problems = terms.map((term) => uselessness(cluster, workload, term, options.topologyKeys))
    if (problems.includes(undefined)) return
    const spread = (workload.pod.spec.topologySpreadConstraints ?? []).some(
      ({ topologyKey = '', labelSelector }) =>
        options.topologyKeys.includes(topologyKey) && selectsOwnPods(workload, labelSelector),
    )
    if (spread) return
    yield {
      at: workload.pod.specPath('affinity', 'podAntiAffinity'),
      message:
        problems[0] === undefined
          ? 'no podAntiAffinity keeps the replicas apart'
          : `podAntiAffinity does not keep the replicas apart: its ${terms.length > 1 ? 'first ' : ''}term ${problems[0]}`,
    }
  },
})
