import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { svcExternalip } from './svc-externalip.ts'

const apiServer = (plugins: string) => `apiVersion: v1
kind: Pod
metadata: { name: kube-apiserver-cp, namespace: kube-system }
spec: { containers: [{ name: kube-apiserver, image: a, command: [kube-apiserver, '--enable-admission-plugins=${plugins}'] }] }
---
`
const service = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
`

testTechnique(svcExternalip, {
  raised: [
    {
      name: 'creating Services in a namespace',
      yaml: mayIn('shop', 'create', 'services'),
      by: ['User alice'],
      text: /^Give a Service in shop the address of a server outside$/,
    },
    {
      name: 'changing one Service',
      yaml: service + mayIn('shop', 'patch', 'services', { names: 'web' }),
      by: ['User alice'],
      text: /^Give Service shop\/web the address of a server outside$/,
    },
    { name: 'changing the status of Services', yaml: may('update', 'services/status'), by: ['User alice'] },
    {
      name: 'the status, where admission looks at the other field',
      yaml: apiServer('NodeRestriction,DenyServiceExternalIPs') + may('patch', 'services/status'),
      by: ['User alice'],
    },
    {
      name: 'other admission plugins',
      yaml: apiServer('NodeRestriction') + mayIn('shop', 'create', 'services'),
      by: ['User alice'],
    },
  ],
  not: [
    {
      name: 'Services, where admission denies such addresses',
      yaml: apiServer('NodeRestriction,DenyServiceExternalIPs') + may('create update patch', 'services'),
    },
    { name: 'creating the status, which is no request', yaml: may('create', 'services/status') },
    { name: 'services/*, which means nothing', yaml: may('*', 'services/*') },
    { name: 'Services of Knative', yaml: may('create update', 'services.serving.knative.dev') },
    {
      name: 'create with a name, which a POST does not have',
      yaml: mayIn('shop', 'create', 'services', { names: 'web' }),
    },
  ],
})
