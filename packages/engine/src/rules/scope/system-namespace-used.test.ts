import { testRule } from '../../../test/rule-tester.ts'
import { systemNamespaceUsed } from './system-namespace-used.ts'

const service = (metadata: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: a, ${metadata} }\n`

testRule(systemNamespaceUsed, {
  pass: [
    { name: "the cluster's own", yaml: service('namespace: kube-system, labels: { k8s-app: kube-dns }') },
    { name: 'the control plane', yaml: service('namespace: kube-system, labels: { tier: control-plane }') },
    {
      name: 'what Kubernetes makes in every namespace',
      yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: kube-root-ca.crt, namespace: kube-public }\n',
    },
    {
      name: 'a grant for the namespace',
      yaml: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: a, namespace: kube-system }\n',
    },
    {
      name: 'what a controller made',
      yaml: service('namespace: kube-system, ownerReferences: [{ kind: Widget, name: a, controller: true }]'),
    },
    { name: 'a namespace that only begins like one', yaml: service('namespace: kube-system-extras') },
    {
      name: 'what belongs to no namespace, whatever it says',
      yaml: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: a, namespace: kube-system }\n',
    },
  ],
  fail: [
    {
      name: 'each of them',
      yaml: ['kube-system', 'kube-public', 'kube-node-lease']
        .map((name) => service(`namespace: ${name}`))
        .join('---\n'),
      at: ['metadata.namespace', 'metadata.namespace', 'metadata.namespace'],
      message: /^the namespace is kube-(?:system|public|node-lease)$/,
    },
    {
      name: 'another tier',
      yaml: service('namespace: kube-system, labels: { tier: web }'),
      at: ['metadata.namespace'],
    },
    {
      name: 'a custom resource',
      yaml: 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a, namespace: kube-system }\n',
      at: ['metadata.namespace'],
    },
  ],
})
