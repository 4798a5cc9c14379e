import { testRule } from '../../../test/rule-tester.ts'
import { schemaInvalid } from './schema-invalid.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(schemaInvalid, {
  pass: [
    {
      name: 'kinds that are not built in',
      yaml: 'apiVersion: example.com/v1\nkind: Shop\nmetadata: { name: a }\nspec: { anything: goes }\n',
    },
    { name: 'values that a template tool fills', yaml: pod('', '  hostNetwork: ${HOST}\n') },
    { name: 'null for anything', yaml: pod('', '  volumes: ~\n  securityContext: null\n') },
  ],
  fail: [
    {
      name: 'metadata of a custom resource and of its pods',
      yaml: 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a, labels: { a: yes } }\nspec: { template: { metadata: { annotations: { b: 1 } }, spec: { containers: [{ name: a, image: b }] } } }\n',
      at: ['metadata.labels.a', 'spec.template.metadata.annotations.b'],
      message: /must be a string/,
    },
    {
      name: 'an older version whose schema is the same',
      yaml: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: { shedule: "* * * * *" }\n',
      at: ['spec.shedule'],
      message: /did you mean schedule\?/,
    },
    {
      name: 'labels that are no strings',
      yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: { a: true, b: 1 } }\n',
      at: ['metadata.labels.a', 'metadata.labels.b'],
      message: /must be a string/,
    },
    {
      name: 'a misspelt field',
      yaml: pod('', '  hostNetwrok: true\n'),
      at: ['spec.hostNetwrok'],
      severity: 'medium',
      message: /did you mean hostNetwork\?/,
    },
    {
      name: 'a field of another place',
      yaml: pod('      runAsUser: 1000\n'),
      at: ['spec.containers[0].runAsUser'],
      message: /belongs in spec\.containers\[0\]\.securityContext/,
    },
    {
      name: 'a word for a switch, below securityContext',
      yaml: pod('      securityContext: { privileged: "true" }\n'),
      at: ['spec.containers[0].securityContext.privileged'],
      severity: 'high',
      message: /must be true or false/,
    },
    {
      name: 'the pod of a custom resource',
      yaml: 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec:\n  own: 1\n  template:\n    spec:\n      hostNetwrok: true\n      containers: [{ name: a, image: registry.example/a:1 }]\n',
      at: ['spec.template.spec.hostNetwrok'],
    },
    {
      name: 'an item of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Service, metadata: { name: a }, spec: { port: 80 } }\n',
      at: ['items[0].spec.port'],
      message: /no field spec\.port/,
    },
  ],
})
