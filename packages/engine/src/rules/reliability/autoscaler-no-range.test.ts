import { testRule } from '../../../test/rule-tester.ts'
import { autoscalerNoRange } from './autoscaler-no-range.ts'

const autoscaler = (spec: string, kind = 'Deployment') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: web }
${spec}`

testRule(autoscalerNoRange, {
  pass: [{ name: 'no maximum, which the API server refuses', yaml: autoscaler('  minReplicas: 2\n').slice(4) }],
  fail: [
    { name: 'a maximum of one', yaml: autoscaler('  maxReplicas: 1\n').slice(4), at: ['spec.maxReplicas'] },
    {
      name: 'a maximum below the minimum',
      yaml: autoscaler('  minReplicas: 5\n  maxReplicas: 2\n').slice(4),
      at: ['spec.maxReplicas'],
      message: /from 5 to 2/,
    },
  ],
})
