import { testRule } from '../../../test/rule-tester.ts'
import { defaultNamespace } from './default-namespace.ts'

testRule(defaultNamespace, {
  pass: [
    { name: 'cluster-wide objects', yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: default }\n' },
    {
      name: 'what Kubernetes keeps there',
      yaml: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default }\n',
    },
    {
      name: 'kinds that may have no namespace',
      yaml: 'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\n',
    },
    {
      name: 'what a controller made',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: a, uid: "1", controller: true }] }\n',
    },
    {
      name: 'a namespace that only begins like it',
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: default-web }\n',
    },
  ],
  fail: [
    {
      name: 'default',
      yaml: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: default }\n',
      at: ['metadata.namespace'],
      marked: ['namespace: default'],
      message: /^the namespace is default$/,
    },
    {
      name: 'none',
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      at: ['metadata.namespace'],
      message: /unless the context/,
    },
    {
      name: 'null, which is none',
      yaml: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  namespace:\n',
      at: ['metadata.namespace'],
      message: /unless the context/,
    },
    {
      name: 'a service that is named like the own one',
      yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: kubernetes, namespace: default }\n',
      at: ['metadata.namespace'],
    },
  ],
})
