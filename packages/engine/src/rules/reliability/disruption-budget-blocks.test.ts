import { testRule } from '../../../test/rule-tester.ts'
import { disruptionBudgetBlocks } from './disruption-budget-blocks.ts'

const { bad, good } = disruptionBudgetBlocks.examples
const budget = (policy: string) => good.replace('maxUnavailable: 1', policy)
const workload = (replicas: number, name = 'shop', kind = 'Deployment') => `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec: { replicas: ${replicas}, template: { metadata: { labels: { app: shop } } } }
`
const autoscaler = (minimum: number) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop }
spec: { minReplicas: ${minimum}, maxReplicas: 9, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop } }
`
const minimum = ['spec.minAvailable']

testRule(disruptionBudgetBlocks, {
  pass: [
    { name: 'one percent, which rounds up to one', yaml: budget('maxUnavailable: 1%') },
    { name: 'one more replica than needed', yaml: budget('minAvailable: 2') + workload(3) },
    { name: 'replicas of two workloads together', yaml: budget('minAvailable: 1') + workload(1) + workload(1, 'cart') },
    { name: 'a percentage that leaves one', yaml: budget('minAvailable: 66%') + workload(3) },
    { name: 'an autoscaler that starts higher', yaml: budget('minAvailable: 1') + workload(1) + autoscaler(2) },
    { name: 'pods that are not known', yaml: budget('minAvailable: 5') },
    { name: 'a DaemonSet', yaml: budget('minAvailable: 5') + workload(1, 'agent', 'DaemonSet') },
    { name: 'a workload that is switched off', yaml: budget('minAvailable: 1') + workload(0) },
  ],
  fail: [
    { name: 'no unavailable pod', yaml: bad, at: ['spec.maxUnavailable'], marked: ['maxUnavailable: 0'] },
    { name: 'no percent', yaml: budget('maxUnavailable: 0%'), at: ['spec.maxUnavailable'] },
    { name: 'all percent', yaml: budget('minAvailable: 100%'), at: minimum },
    {
      name: 'as many as there are',
      yaml: budget('minAvailable: 2') + workload(2),
      at: minimum,
      message: /2 of 2 pods \(Deployment shop\)/,
    },
    { name: 'a percentage that rounds up to all', yaml: budget('minAvailable: 67%') + workload(3), at: minimum },
    {
      name: 'the minimum of an autoscaler',
      yaml: budget('minAvailable: 2') + workload(5) + autoscaler(2),
      at: minimum,
    },
    { name: 'no policy', yaml: good.replace('  maxUnavailable: 1\n', ''), at: ['spec'], message: /neither/ },
    {
      name: 'both policies',
      yaml: budget('maxUnavailable: 1\n  minAvailable: 1'),
      at: ['spec.maxUnavailable'],
      message: /both/,
    },
    { name: 'a word', yaml: budget('minAvailable: most'), at: minimum, message: /neither a number nor/ },
    {
      name: 'a workload without a template, known by its selector',
      yaml: `${budget('minAvailable: 1')}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { selector: { matchLabels: { app: shop } } }\n`,
      at: minimum,
    },
  ],
})
