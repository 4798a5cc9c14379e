import { testRule } from '../../../test/rule-tester.ts'
import { namespaceBoundaries } from './namespace-boundaries.ts'

testRule(namespaceBoundaries, {
  pass: [{ name: "the cluster's own", yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: kube-system }\n' }],
  fail: [
    {
      name: 'one with a workload',
      yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: shop }\nspec: { containers: [{ name: a, image: registry.example/a:1 }] }\n',
      at: ['metadata.name'],
      message: /holds 1 workload$/,
    },
  ],
})
