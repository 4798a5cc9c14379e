import { testRule } from '../../../test/rule-tester.ts'
import { danglingAutoscaler } from './dangling-autoscaler.ts'

const workload = (spec: string, kind = 'Deployment', podSpec = '') => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
${spec}  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
${podSpec}      containers: [{ name: web, image: registry.example/web:1 }]
`

const autoscaler = (spec: string, kind = 'Deployment') => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: web }
${spec}`

testRule(danglingAutoscaler, {
  pass: [{ name: 'a target of its namespace', yaml: workload('') + autoscaler('  maxReplicas: 9\n') }],
  fail: [
    {
      name: 'a target of another kind',
      yaml: workload('', 'StatefulSet') + autoscaler('  maxReplicas: 9\n'),
      at: ['spec.scaleTargetRef'],
      message: /no Deployment web/,
    },
    {
      name: 'a target of another group',
      yaml: workload('').replace('apps/v1', 'example.com/v1') + autoscaler('  maxReplicas: 9\n'),
      at: ['spec.scaleTargetRef'],
    },
  ],
})
