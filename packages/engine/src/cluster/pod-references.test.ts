import { expect, it } from 'vitest'
import { clusterOf } from '../../test/rule-tester.ts'
import { formatPath } from '../yaml/index.ts'
import { podReferences } from './pod-references.ts'

const yaml = `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  imagePullSecrets: [{ name: registry }]
  volumes:
    - { name: a, secret: { secretName: tls, optional: true } }
    - { name: b, configMap: { name: settings } }
    - { name: c, persistentVolumeClaim: { claimName: data } }
    - name: d
      projected: { sources: [{ configMap: { name: ca } }, { secret: { name: key } }, { serviceAccountToken: {} }] }
    - { name: e, csi: { driver: example.com, nodePublishSecretRef: { name: vault } } }
    - { name: f, azureFile: { secretName: files } }
    - { name: g, emptyDir: {} }
    - { name: h, configMap: {} }
  initContainers:
    - name: init
      image: x
      env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: password, optional: true } } }]
  containers:
    - name: web
      image: x
      envFrom: [{ configMapRef: { name: settings } }, { secretRef: null }]
`

it('names what a template takes from its namespace, with where and whether it can do without', () => {
  const [workload] = clusterOf(yaml).workloads
  if (!workload) throw new Error('no workload')
  const found = podReferences(workload).map(
    ({ kind, name, key, optional, from, path }) =>
      `${kind} ${name}${key === undefined ? '' : `.${key}`}${optional ? '?' : ''} ${from} ${formatPath(path)}`,
  )
  expect(found).toEqual([
    'Secret tls? volume spec.volumes[0].secret',
    'ConfigMap settings volume spec.volumes[1].configMap',
    'PersistentVolumeClaim data volume spec.volumes[2].persistentVolumeClaim',
    'ConfigMap ca volume spec.volumes[3].projected.sources[0].configMap',
    'Secret key volume spec.volumes[3].projected.sources[1].secret',
    'Secret vault driver spec.volumes[4].csi.nodePublishSecretRef',
    'Secret files driver spec.volumes[5].azureFile.secretName',
    'Secret registry imagePullSecrets spec.imagePullSecrets[0]',
    'Secret db.password? env spec.initContainers[0].env[0].valueFrom.secretKeyRef',
    'ConfigMap settings envFrom spec.containers[0].envFrom[0].configMapRef',
  ])
})
