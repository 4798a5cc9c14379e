import { testRule } from '../../../test/rule-tester.ts'
import { readinessProbeMissing } from './readiness-probe-missing.ts'

const { bad, good } = readinessProbeMissing.examples
const at = ['spec.template.spec.containers[0].readinessProbe']
const service = (app: string, namespace = 'default') => `---
apiVersion: v1
kind: Service
metadata: { name: shop, namespace: ${namespace} }
spec:
  selector: { app: ${app} }
  ports: [{ port: 80 }]
`

testRule(readinessProbeMissing, {
  pass: [
    { name: 'pods that no Service selects', yaml: bad + service('other') },
    { name: 'pods that a Service of another namespace would select', yaml: bad + service('shop', 'elsewhere') },
    {
      name: 'a probe on another container',
      yaml: `${good}        - { name: logs, image: registry.example/logs:1.0.0 }\n`,
    },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: registry.example/a:1.0.0 }] } } } } }\n',
    },
  ],
  fail: [
    { name: 'pods that a Service selects', yaml: bad + service('shop'), at },
    {
      name: 'pods that no Service selects, when asked to',
      yaml: bad + service('other'),
      options: { unserved: true },
      at,
    },
    { name: 'a liveness probe alone', yaml: good.replace('readinessProbe', 'livenessProbe'), at },
    {
      name: 'each container when asked to',
      yaml: `${good}        - { name: logs, image: registry.example/logs:1.0.0 }\n`,
      options: { eachContainer: true },
      at: ['spec.template.spec.containers[1].readinessProbe'],
      containers: ['logs'],
    },
  ],
})
