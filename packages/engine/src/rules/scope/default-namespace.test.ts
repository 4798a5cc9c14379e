import { testRule } from '../../../test/rule-tester.ts'
import { defaultNamespace } from './default-namespace.ts'

testRule(defaultNamespace, {
  pass: [
    { name: 'cluster-wide objects', yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: default }\n' },
    {
      name: 'what Kubernetes keeps there',
      yaml: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: default }\n',
    },
  ],
  fail: [
    {
      name: 'default',
      yaml: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: default }\n',
      at: ['metadata.namespace'],
      marked: ['namespace: default'],
    },
    {
      name: 'none',
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      at: ['metadata.namespace'],
      message: /unless the context/,
    },
  ],
})
