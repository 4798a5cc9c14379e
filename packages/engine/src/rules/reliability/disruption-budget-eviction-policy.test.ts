import { testRule } from '../../../test/rule-tester.ts'
import { disruptionBudgetEvictionPolicy } from './disruption-budget-eviction-policy.ts'

const { bad, good } = disruptionBudgetEvictionPolicy.examples
const at = ['spec.unhealthyPodEvictionPolicy']

testRule(disruptionBudgetEvictionPolicy, {
  pass: [
    { name: 'the default, written down', yaml: good.replace('AlwaysAllow', 'IfHealthyBudget') },
    { name: 'a version without the field', yaml: bad.replace('policy/v1', 'policy/v1beta1') },
  ],
  fail: [
    { name: 'a policy that is not there', yaml: bad, at, fixed: good },
    { name: 'a null policy', yaml: good.replace('AlwaysAllow', 'null'), at, fixed: good },
    { name: 'no spec', yaml: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: a }\n', at },
  ],
})
