import { testRule } from '../../../test/rule-tester.ts'
import { autoscalerMinReplicas } from './autoscaler-min-replicas.ts'

const { bad } = autoscalerMinReplicas.examples
const at = ['spec.minReplicas']
const owner =
  '  ownerReferences: [{ apiVersion: keda.sh/v1alpha1, kind: ScaledObject, name: shop, controller: true }]\n'

testRule(autoscalerMinReplicas, {
  pass: [
    { name: 'a lower minimum', yaml: bad, options: { minimum: 1 } },
    { name: 'one that KEDA has made', yaml: bad.replace('spec:\n', `${owner}spec:\n`) },
  ],
  fail: [
    { name: 'a number', yaml: bad.replace('minReplicas: 1', 'minReplicas: 2'), at, marked: ['minReplicas: 2'] },
    { name: 'no number', yaml: bad.replace('  minReplicas: 1\n', ''), at, message: /is 1, below 3/ },
    { name: 'an old version', yaml: bad.replace('autoscaling/v2', 'autoscaling/v2beta1'), at },
    { name: 'a higher minimum', yaml: bad.replace('minReplicas: 1', 'minReplicas: 4'), options: { minimum: 5 }, at },
  ],
})
