import { testRule } from '../../../test/rule-tester.ts'
import { claimTemplateIncomplete } from './claim-template-incomplete.ts'

const { bad, good } = claimTemplateIncomplete.examples
const modes = ['spec.volumeClaimTemplates[0].spec.accessModes']
const storage = ['spec.volumeClaimTemplates[0].spec.resources.requests.storage']

testRule(claimTemplateIncomplete, {
  pass: [
    { name: 'a plain number of bytes', yaml: good.replace('10Gi', '10737418240') },
    { name: 'two modes', yaml: good.replace('[ReadWriteOnce]', '[ReadWriteOnce, ReadOnlyMany]') },
    { name: 'an amount that a template tool fills in', yaml: good.replace('10Gi', '${SIZE}') },
    {
      name: 'a null list',
      yaml: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: a }\nspec: { volumeClaimTemplates: null }\n',
    },
  ],
  fail: [
    { name: 'no storage', yaml: bad, at: storage, message: /^the claim data requests no storage$/ },
    { name: 'storage of zero', yaml: good.replace('10Gi', '0'), at: storage },
    { name: 'storage that is no quantity', yaml: good.replace('10Gi', '10 GB'), at: storage, message: /"10 GB"/ },
    { name: 'no mode', yaml: good.replace('[ReadWriteOnce]', '[]'), at: modes, message: /no access mode/ },
    { name: 'a mode that does not exist', yaml: good.replace('[ReadWriteOnce]', '[RWO]'), at: modes, message: /"RWO"/ },
    {
      name: 'a mode that goes alone',
      yaml: good.replace('[ReadWriteOnce]', '[ReadWriteOncePod, ReadWriteMany]'),
      at: modes,
    },
    { name: 'a template without a spec', yaml: good.replace(/ {6}spec:[^]*/, ''), at: [...modes, ...storage] },
  ],
})
