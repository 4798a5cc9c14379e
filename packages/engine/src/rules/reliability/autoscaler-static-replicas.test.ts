import { testRule } from '../../../test/rule-tester.ts'
import { autoscalerStaticReplicas } from './autoscaler-static-replicas.ts'

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

testRule(autoscalerStaticReplicas, {
  pass: [
    {
      name: 'an autoscaler of another workload',
      yaml: workload('  replicas: 2\n') + autoscaler('  maxReplicas: 9\n', 'StatefulSet'),
    },
    {
      name: 'an autoscaler of another namespace',
      yaml: workload('  replicas: 2\n') + autoscaler('  maxReplicas: 9\n').replace('shop', 'other'),
    },
  ],
  fail: [
    {
      name: 'a StatefulSet',
      yaml: workload('  replicas: 2 # two\n', 'StatefulSet') + autoscaler('  maxReplicas: 9\n', 'StatefulSet'),
      at: ['spec.replicas'],
      fixed: workload('', 'StatefulSet') + autoscaler('  maxReplicas: 9\n', 'StatefulSet'),
    },
  ],
})
