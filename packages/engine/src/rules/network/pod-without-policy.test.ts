import { testRule } from '../../../test/rule-tester.ts'
import { podWithoutPolicy } from './pod-without-policy.ts'

const container = `containers:
        - name: app
          image: registry.example/app:1.0.0`

const deployment = (name = 'cart', more = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      ${more}${container}
`

const policy = (kind: string, apiVersion: string, spec: string, namespace = 'shop') => `---
apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: default
${namespace === '' ? '' : `  namespace: ${namespace}\n`}spec:
${spec}`

const netpol = (spec: string, namespace?: string) => policy('NetworkPolicy', 'networking.k8s.io/v1', spec, namespace)

const both = '  podSelector: {}\n  policyTypes: [Ingress, Egress]\n'
const at = ['spec.template.metadata.labels']

testRule(podWithoutPolicy, {
  pass: [
    { name: 'a template that a policy isolates both ways', yaml: deployment() + netpol(both) },
    {
      name: 'a pod that two policies isolate, each in one direction',
      yaml:
        deployment() +
        netpol('  podSelector: {}\n  policyTypes: [Ingress]\n') +
        netpol('  podSelector:\n    matchLabels:\n      app: cart\n  policyTypes: [Egress]\n'),
    },
    {
      name: 'a policy of Cilium with rules both ways',
      yaml:
        deployment() +
        policy(
          'CiliumNetworkPolicy',
          'cilium.io/v2',
          '  endpointSelector:\n    matchLabels:\n      app: cart\n  ingress:\n    - {}\n  egress:\n    - {}\n',
        ),
    },
    {
      name: 'a baseline that denies all pods, and the networks around them',
      yaml:
        deployment() +
        policy(
          'BaselineAdminNetworkPolicy',
          'policy.networking.k8s.io/v1alpha1',
          '  subject:\n    namespaces: {}\n  ingress:\n    - action: Deny\n      from:\n        - namespaces: {}\n  egress:\n    - action: Deny\n      to:\n        - namespaces: {}\n',
          '',
        ),
    },
    { name: 'a pod on the network of its node', yaml: deployment('agent', 'hostNetwork: true\n      ') },
    { name: 'a pod of kube-system', yaml: deployment().replace('namespace: shop', 'namespace: kube-system') },
    {
      name: 'a Deployment whose pods are there and isolated, whatever its template says',
      yaml: `${deployment()}---
apiVersion: v1
kind: Pod
metadata:
  name: cart-1
  namespace: shop
  labels:
    app: cart
    injected: "yes"
  ownerReferences:
    - apiVersion: apps/v1
      kind: Deployment
      name: cart
      uid: a
      controller: true
spec:
  containers:
    - name: app
      image: registry.example/app:1.0.0
${netpol('  podSelector:\n    matchLabels:\n      injected: "yes"\n  policyTypes: [Ingress, Egress]\n')}`,
    },
    {
      name: 'one direction alone where only both count',
      yaml: deployment() + netpol('  podSelector: {}\n'),
      options: { eachDirection: false },
    },
  ],
  fail: [
    { name: 'a template without any policy', yaml: deployment(), at, severity: 'medium', message: /to it, and it may/ },
    {
      name: 'the direction that a policy says nothing of',
      yaml: deployment() + netpol('  podSelector: {}\n'),
      at,
      severity: 'low',
      message: /^no policy isolates the pod: it may connect to anyone$/,
    },
    {
      name: 'policies of another namespace, or for other pods',
      yaml:
        deployment() +
        netpol(both, 'other') +
        netpol('  podSelector:\n    matchLabels:\n      app: site\n  policyTypes: [Ingress, Egress]\n'),
      at,
    },
    {
      name: 'a policy of Cilium that does not deny by default',
      yaml:
        deployment() +
        policy(
          'CiliumNetworkPolicy',
          'cilium.io/v2',
          '  endpointSelector: {}\n  enableDefaultDeny:\n    ingress: false\n    egress: false\n  ingress:\n    - {}\n  egress:\n    - {}\n',
        ),
      at,
      severity: 'medium',
    },
    {
      name: 'an admin policy that denies one address alone',
      yaml:
        deployment() +
        policy(
          'ClusterNetworkPolicy',
          'policy.networking.k8s.io/v1alpha2',
          '  tier: Admin\n  priority: 1\n  subject:\n    namespaces: {}\n  egress:\n    - action: Deny\n      to:\n        - networks: [169.254.169.254/32]\n',
          '',
        ),
      at,
    },
    {
      name: 'the template of a CronJob',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
  namespace: shop
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1.0.0
`,
      at: ['spec.jobTemplate.spec.template.metadata.labels'],
    },
  ],
})
