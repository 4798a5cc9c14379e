import { testRule } from '../../../test/rule-tester.ts'
import { danglingService } from './dangling-service.ts'

const service = (selector: string, more = '') => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
${more}  selector: ${selector}
  ports:
    - port: 80
`
const pod = (labels: string, namespace = 'shop') => `---
apiVersion: v1
kind: Pod
metadata:
  name: pod
  namespace: ${namespace}
  labels: ${labels}
spec:
  containers:
    - name: app
      image: registry.example/app:1.0.0
`
const at = ['spec.selector']

testRule(danglingService, {
  pass: [
    { name: 'no selector, as others keep the endpoints', yaml: service('{}') + pod('{app: other}') },
    {
      name: 'an ExternalName with a selector, which has no effect',
      yaml: service('{app: cart}', '  type: ExternalName\n  externalName: cart.example\n') + pod('{app: other}'),
    },
    {
      name: 'pods on the network of their node',
      yaml: service('{app: cart}') + pod('{app: cart}').replace('spec:\n', 'spec:\n  hostNetwork: true\n'),
    },
    {
      name: 'a template of a CronJob',
      yaml: `${service('{app: cart}')}---
apiVersion: batch/v1
kind: CronJob
metadata: {name: cart, namespace: shop}
spec:
  schedule: '0 * * * *'
  jobTemplate:
    spec:
      template:
        metadata: {labels: {app: cart}}
        spec: {restartPolicy: Never, containers: [{name: cart, image: registry.example/cart:1.0.0}]}
`,
    },
    {
      name: 'a template of a custom resource, wherever it stands',
      yaml: `${service('{app: cart}')}---
apiVersion: example.org/v1
kind: Thing
metadata: {name: thing, namespace: shop}
spec:
  serving:
    template:
      metadata: {labels: {app: cart}}
      spec: {containers: [{name: cart, image: registry.example/cart:1.0.0}]}
${pod('{app: other}')}`,
    },
    {
      name: 'the label by which a StatefulSet numbers its pods',
      yaml: service('{app: cart, statefulset.kubernetes.io/pod-name: cart-0}') + pod('{app: cart}'),
    },
    {
      name: 'pods that an operator makes for a custom resource of that name',
      yaml: `${service('{cluster-name: orders}')}---
apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: {name: orders, namespace: shop}
spec: {numberOfInstances: 2}
${pod('{app: other}')}`,
    },
    {
      name: 'labels under the group of a custom resource',
      yaml: `${service('{strimzi.io/name: events-kafka}')}---
apiVersion: strimzi.io/v1
kind: Kafka
metadata: {name: events, namespace: shop}
spec: {}
${pod('{app: other}')}`,
    },
  ],
  fail: [
    {
      name: 'a label short',
      yaml: service('{app: cart, tier: web}') + pod('{app: cart}'),
      at,
      severity: 'medium',
      message: /^no pod of its namespace has the labels app=cart, tier=web$/,
    },
    {
      name: 'pods that are only elsewhere',
      yaml: service('{app: cart}') + pod('{app: cart}', 'other'),
      at,
      severity: 'info',
    },
    {
      name: 'no pods in a whole cluster',
      yaml: `${service('{app: cart}')}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: kube-system\n`,
      at,
      severity: 'medium',
    },
    {
      name: 'a custom resource of that name which makes no pods',
      yaml: `${service('{app: cart}')}---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart, namespace: shop}
spec: {selector: {matchLabels: {app: cart}}, endpoints: []}
${pod('{app: other}')}`,
      at,
      severity: 'medium',
    },
    {
      name: 'a label of a controller beside one that nothing has',
      yaml: service('{app: cart, statefulset.kubernetes.io/pod-name: cart-0}') + pod('{app: other}'),
      at,
    },
  ],
})
