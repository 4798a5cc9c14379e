import { testRule } from '../../../test/rule-tester.ts'
import { restartPolicy } from './restart-policy.ts'

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

testRule(restartPolicy, {
  pass: [
    {
      name: 'a pod that is not restarted',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { restartPolicy: Never, containers: [{ name: a, image: b }] }\n',
    },
    {
      name: 'a Job that is restarted when it fails',
      yaml: workload('', 'Job', '      restartPolicy: OnFailure\n').replace('apps/v1', 'batch/v1'),
    },
  ],
  fail: [
    {
      name: 'a Job that is always restarted',
      yaml: workload('', 'Job', '      restartPolicy: Always\n').replace('apps/v1', 'batch/v1'),
      at: ['spec.template.spec.restartPolicy'],
      severity: 'medium',
      message: /only OnFailure or Never/,
    },
    {
      name: 'a Job without one',
      yaml: workload('', 'Job').replace('apps/v1', 'batch/v1'),
      at: ['spec.template.spec.restartPolicy'],
      severity: 'medium',
    },
    {
      name: 'a Deployment without one, as info',
      yaml: workload(''),
      at: ['spec.template.spec.restartPolicy'],
      severity: 'info',
    },
  ],
})
