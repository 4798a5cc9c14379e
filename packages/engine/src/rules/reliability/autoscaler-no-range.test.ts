import { testRule } from '../../../test/rule-tester.ts'
import { autoscalerNoRange } from './autoscaler-no-range.ts'

const { bad, good } = autoscalerNoRange.examples
const scaledObject = (spec: string) =>
  `apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: shop }\nspec: ${spec}\n`

testRule(autoscalerNoRange, {
  pass: [
    { name: 'no maximum, which is another fault', yaml: good.replace('  maxReplicas: 9\n', '') },
    { name: 'the defaults of a ScaledObject', yaml: scaledObject('{}') },
    {
      name: 'a ScaledObject of another group',
      yaml: scaledObject('{ maxReplicaCount: 0 }').replace('keda.sh', 'example.com'),
    },
  ],
  fail: [
    { name: 'equal bounds', yaml: bad, at: ['spec.maxReplicas'], marked: ['maxReplicas: 3'], severity: 'low' },
    {
      name: 'a maximum of the default minimum',
      yaml: bad.replace('  minReplicas: 3\n', '').replace('3', '1'),
      at: ['spec.maxReplicas'],
    },
    { name: 'bounds the wrong way round', yaml: good.replace('9', '2'), at: ['spec.maxReplicas'], severity: 'medium' },
    {
      name: 'a ScaledObject',
      yaml: scaledObject('{ minReplicaCount: 2, maxReplicaCount: 2 }'),
      at: ['spec.maxReplicaCount'],
    },
  ],
})
