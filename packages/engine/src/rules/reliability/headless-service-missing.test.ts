import { testRule } from '../../../test/rule-tester.ts'
import { headlessServiceMissing } from './headless-service-missing.ts'

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

const service = (spec: string, namespace = 'shop') => `---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: ${namespace} }
spec: ${spec}
`

testRule(headlessServiceMissing, {
  pass: [
    {
      name: 'one for its pods',
      yaml: workload('  serviceName: web\n', 'StatefulSet') + service('{ clusterIP: None, selector: { app: web } }'),
    },
    { name: 'Deployments', yaml: workload('') },
  ],
  fail: [
    {
      name: 'one for other pods',
      yaml: workload('  serviceName: web\n', 'StatefulSet') + service('{ clusterIP: None, selector: { app: other } }'),
      at: ['spec.serviceName'],
    },
    {
      name: 'one of another namespace',
      yaml:
        workload('  serviceName: web\n', 'StatefulSet') +
        service('{ clusterIP: None, selector: { app: web } }', 'other'),
      at: ['spec.serviceName'],
    },
    { name: 'no name', yaml: workload('', 'StatefulSet'), at: ['spec.serviceName'], message: /not set/ },
  ],
})
