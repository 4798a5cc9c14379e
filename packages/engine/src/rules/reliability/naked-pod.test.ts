import { testRule } from '../../../test/rule-tester.ts'
import { nakedPod } from './naked-pod.ts'

const { bad } = nakedPod.examples
const inMetadata = (more: string) => bad.replace('  name: shop\nspec', `  name: shop\n${more}spec`)

testRule(nakedPod, {
  pass: [
    {
      name: 'a pod that something owns',
      yaml: inMetadata('  ownerReferences: [{ apiVersion: example.com/v1, kind: Runner, name: a }]\n'),
    },
    { name: 'a static pod', yaml: inMetadata('  annotations: { kubernetes.io/config.mirror: 0a1b }\n') },
    { name: 'a test of Helm', yaml: inMetadata('  annotations: { helm.sh/hook: test }\n') },
    { name: 'a Pod of another group', yaml: bad.replace('v1', 'example.com/v1') },
  ],
  fail: [
    { name: 'a pod', yaml: bad, at: ['kind'], marked: ['kind: Pod'] },
    { name: 'an empty list of owners', yaml: inMetadata('  ownerReferences: []\n'), at: ['kind'] },
    {
      name: 'an item of a List',
      yaml: 'apiVersion: v1\nkind: PodList\nitems: [{ metadata: { name: a } }]\n',
      at: ['items[0].kind'],
    },
  ],
})
