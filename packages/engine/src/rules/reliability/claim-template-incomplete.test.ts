import { testRule } from '../../../test/rule-tester.ts'
import { claimTemplateIncomplete } from './claim-template-incomplete.ts'

const claims = (list: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: a }
spec: { volumeClaimTemplates: ${list} }
`

testRule(claimTemplateIncomplete, {
  pass: [
    { name: 'no claims', yaml: claims('[]') },
    {
      name: 'a complete one',
      yaml: claims('[{ spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }]'),
    },
  ],
  fail: [
    {
      name: 'nothing at all',
      yaml: claims('[{ metadata: { name: a } }]'),
      at: [
        'spec.volumeClaimTemplates[0].spec.accessModes',
        'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
      ],
    },
  ],
})
