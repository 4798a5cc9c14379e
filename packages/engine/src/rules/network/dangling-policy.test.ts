import { testRule } from '../../../test/rule-tester.ts'
import { danglingPolicy } from './dangling-policy.ts'

const pod = (labels: string, namespace = 'shop', more = '') => `---
apiVersion: v1
kind: Pod
metadata:
  name: pod
  namespace: ${namespace}
  labels: ${labels}
spec:
${more}  containers:
    - name: app
      image: registry.example/app:1.0.0
`
const netpol = (selector: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector: ${selector}
`
const redis = netpol('{matchLabels: {app: redis}}')
const at = ['spec.podSelector']
const clusterWide = (subject: string) => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: redis
spec:
  tier: Admin
  priority: 1
  subject:
    pods:
      namespaceSelector: ${subject}
      podSelector: {matchLabels: {app: redis}}
`

testRule(danglingPolicy, {
  pass: [
    { name: 'a policy about every pod of a namespace that has none', yaml: netpol('{}') },
    {
      name: 'a policy about every pod but some, where there are only those',
      yaml: `${netpol('{matchExpressions: [{key: app, operator: NotIn, values: [cart]}]}')}${pod('{app: cart}')}`,
    },
    {
      name: 'a policy about pods without a label, where all have it',
      yaml: `${netpol('{matchExpressions: [{key: app, operator: DoesNotExist}]}')}${pod('{app: cart}')}`,
    },
    {
      name: 'a label that the StatefulSet gives its pods',
      yaml: `${netpol('{matchLabels: {statefulset.kubernetes.io/pod-name: redis-0}}')}---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis
  namespace: shop
spec:
  serviceName: redis
  selector: {matchLabels: {app: redis}}
  template:
    metadata:
      labels: {app: redis}
    spec:
      containers:
        - name: redis
          image: registry.example/redis:8.2.1
`,
    },
    {
      name: 'a subject in namespaces whose labels are not known',
      yaml: clusterWide('{matchLabels: {team: a}}') + pod('{app: redis}'),
    },
    {
      name: 'the service account that Cilium knows a pod by',
      yaml: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  endpointSelector: {matchLabels: {io.cilium.k8s.policy.serviceaccount: redis}}
  ingress: [{}]
${pod('{app: other}', 'shop', '  serviceAccountName: redis\n')}`,
    },
  ],
  fail: [
    {
      name: 'other pods',
      yaml: redis + pod('{app: cart}'),
      at,
      severity: 'medium',
      message: /^no pod matches app=redis$/,
    },
    { name: 'pods that are only elsewhere', yaml: redis + pod('{app: redis}', 'other'), at, severity: 'info' },
    { name: 'no pods at all', yaml: redis, at, severity: 'info' },
    {
      name: 'no pods in a whole cluster',
      yaml: `${redis}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: kube-system\n`,
      at,
      severity: 'medium',
    },
    {
      name: 'only pods on the network of their node',
      yaml: redis + pod('{app: redis}', 'shop', '  hostNetwork: true\n'),
      at,
      message: /policies have no effect on those/,
    },
    {
      name: 'the second of several policies in one object',
      yaml: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: redis
  namespace: shop
specs:
  - endpointSelector: {matchLabels: {app: cart}}
    ingress: [{}]
  - endpointSelector: {matchExpressions: [{key: app, operator: In, values: [redis, valkey]}]}
    ingress: [{}]
${pod('{app: cart}')}`,
      at: ['specs[1].endpointSelector'],
      message: /^no pod matches app In \(redis, valkey\)$/,
    },
    {
      name: 'a cluster-wide subject',
      yaml: clusterWide('{}') + pod('{app: cart}'),
      at: ['spec.subject'],
      severity: 'medium',
    },
  ],
})
