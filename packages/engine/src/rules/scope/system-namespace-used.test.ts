import { testRule } from '../../../test/rule-tester.ts'
import { systemNamespaceUsed } from './system-namespace-used.ts'

testRule(systemNamespaceUsed, {
  pass: [
    {
      name: "the cluster's own",
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: kube-dns, namespace: kube-system, labels: { k8s-app: kube-dns } }\n',
    },
    {
      name: 'a namespace that only begins like one',
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: kube-system-extras }\n',
    },
  ],
  fail: [
    {
      name: 'each of them',
      yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: kube-public }\n',
      at: ['metadata.namespace'],
    },
  ],
})
