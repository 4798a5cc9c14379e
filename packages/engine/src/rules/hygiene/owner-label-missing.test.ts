import { testRule } from '../../../test/rule-tester.ts'
import { ownerLabelMissing } from './owner-label-missing.ts'

const deployment = (metadata: string) => `apiVersion: apps/v1
kind: Deployment
metadata: ${metadata}
spec: { template: { spec: { containers: [{ name: a, image: registry.example/a:1 }] } } }
`

testRule(ownerLabelMissing, {
  pass: [
    { name: 'an address', yaml: deployment('{ name: a, annotations: { email: a@shop.example } }') },
    {
      name: 'a label of the option',
      yaml: deployment('{ name: a, labels: { team: x } }'),
      options: { labels: ['team'] },
    },
    { name: 'objects that are no workloads', yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' },
  ],
  fail: [
    {
      name: 'an empty label and a word for an address',
      yaml: deployment('{ name: a, labels: { owner: "" }, annotations: { email: me } }'),
      at: ['metadata.labels'],
    },
    {
      name: 'annotations alone',
      yaml: deployment('{ name: a, labels: { owner: x } }'),
      options: { labels: [], annotations: ['contact'] },
      at: ['metadata.annotations'],
    },
  ],
})
