import { testRule } from '../../../test/rule-tester.ts'
import { workloadReachesData } from './workload-reaches-data.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(workloadReachesData, {
  pass: [
    {
      name: 'volumes that hold nothing of others',
      yaml: pod('', '  volumes: [{ name: a, emptyDir: {} }, { name: b, downwardAPI: {} }]\n'),
    },
  ],
  fail: [
    {
      name: 'the claims of a StatefulSet, and what init containers read',
      yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  volumeClaimTemplates: [{ metadata: { name: data } }, ~]
  template:
    spec:
      initContainers: [{ name: a, image: registry.example/a:1, envFrom: [{ configMapRef: { name: c } }] }]
      containers: [{ name: b, image: registry.example/b:1 }]
`,
      at: ['spec.template.spec.volumes'],
      message: /^reaches ConfigMap c, the claims of data$/,
    },
    {
      name: 'each way, once',
      yaml: pod(
        '      envFrom: [{ secretRef: { name: s } }]\n      env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }]\n',
        '  volumes: [{ name: a, persistentVolumeClaim: { claimName: p } }, { name: b, projected: { sources: [{ configMap: { name: c } }] } }]\n',
      ),
      at: ['spec.volumes'],
      message: /^reaches ConfigMap c, PersistentVolumeClaim p, Secret s$/,
    },
  ],
})
