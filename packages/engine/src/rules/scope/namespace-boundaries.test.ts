import { testRule } from '../../../test/rule-tester.ts'
import { namespaceBoundaries } from './namespace-boundaries.ts'

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n'
const pod = (name: string, more = '') =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop${more} }\nspec: { containers: [{ name: a, image: registry.example/a:1 }] }\n`
const job =
  '---\napiVersion: batch/v1\nkind: Job\nmetadata: { name: j, namespace: shop }\nspec: { template: { spec: { containers: [{ name: a, image: registry.example/a:1 }] } } }\n'

testRule(namespaceBoundaries, {
  pass: [{ name: "the cluster's own", yaml: namespace.replace('shop', 'kube-system') }],
  fail: [
    { name: 'an empty one', yaml: namespace, at: ['metadata.name'], message: /^shop holds 0 workloads / },
    { name: 'one with a workload', yaml: namespace + pod('a'), at: ['metadata.name'], message: /holds 1 workload / },
    {
      name: 'pods of a controller once, with it',
      yaml:
        namespace +
        job +
        pod('j-x', ', ownerReferences: [{ apiVersion: batch/v1, kind: Job, name: j, uid: "1", controller: true }]'),
      at: ['metadata.name'],
      message: /holds 1 workload /,
    },
  ],
})
