import { testRule } from '../../../test/rule-tester.ts'
import { autoscalerMinReplicas } from './autoscaler-min-replicas.ts'

const autoscaler = (spec: string, kind = 'Deployment') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: web }
${spec}`

testRule(autoscalerMinReplicas, {
  pass: [{ name: 'enough for the option', yaml: autoscaler('  minReplicas: 1\n').slice(4), options: { minimum: 1 } }],
  fail: [
    {
      name: 'none written, which is one',
      yaml: autoscaler('  maxReplicas: 9\n').slice(4),
      at: ['spec.minReplicas'],
      message: /is 1, below 3/,
    },
  ],
})
