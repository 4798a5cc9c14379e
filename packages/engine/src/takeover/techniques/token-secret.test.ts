import { documents } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { tokenSecret } from './token-secret.ts'

const secret = (type = 'kubernetes.io/service-account-token') => `apiVersion: v1
kind: Secret
metadata:
  name: robot-token
  namespace: shop
  annotations: { kubernetes.io/service-account.name: robot }
type: ${type}
`

const pod = (container: string, volumes = '[]', namespace = 'shop') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: ${namespace} }
spec:
  automountServiceAccountToken: false
  containers: [{ name: app, image: a, ${container} }]
  volumes: ${volumes}
`

const mount = 'volumeMounts: [{ name: t, mountPath: /t }]'
const volume = '[{ name: t, secret: { secretName: robot-token } }]'

testTechnique(tokenSecret, {
  raised: [
    {
      name: 'a container that mounts the Secret',
      yaml: documents(secret(), pod(mount, volume)),
      by: ['container app'],
      grants: [/the mount of Secret robot-token/, 'the token of shop/robot in Secret shop/robot-token'],
      text: /^Take the token of service account shop\/robot from Secret shop\/robot-token$/,
    },
    {
      name: 'a projected volume',
      yaml: documents(
        secret(),
        pod(mount, '[{ name: t, projected: { sources: [{ secret: { name: robot-token } }] } }]'),
      ),
      by: ['container app'],
    },
    {
      name: 'a variable of the environment',
      yaml: documents(
        secret(),
        pod('env: [{ name: T, valueFrom: { secretKeyRef: { name: robot-token, key: token } } }]'),
      ),
      by: ['container app'],
      grants: [/Secret robot-token in the environment/],
    },
    {
      name: 'the whole Secret as environment',
      yaml: documents(secret(), pod('envFrom: [{ secretRef: { name: robot-token } }]')),
      by: ['container app'],
    },
  ],
  not: [
    { name: 'a volume that no container mounts', yaml: documents(secret(), pod('command: [a]', volume)) },
    { name: 'a Secret of another type', yaml: documents(secret('Opaque'), pod(mount, volume)) },
    { name: 'a pod of another namespace', yaml: documents(secret(), pod(mount, volume, 'ops')) },
  ],
})
