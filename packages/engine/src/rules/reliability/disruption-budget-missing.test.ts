import { testRule } from '../../../test/rule-tester.ts'
import { disruptionBudgetMissing } from './disruption-budget-missing.ts'

const { bad, good } = disruptionBudgetMissing.examples
const at = ['spec.template.metadata.labels']
const selecting = (selector: string) => good.replace(/selector:[^]*/, `selector: ${selector}\n`)

testRule(disruptionBudgetMissing, {
  pass: [
    { name: 'one replica', yaml: bad.replace('3', '1') },
    { name: 'a selector for all pods', yaml: selecting('{}') },
    {
      name: 'an expression',
      yaml: selecting('{ matchExpressions: [{ key: app, operator: In, values: [cart, shop] }] }'),
    },
    { name: 'a selector by absence', yaml: selecting('{ matchExpressions: [{ key: old, operator: DoesNotExist }] }') },
    { name: 'a DaemonSet', yaml: bad.replace('Deployment', 'DaemonSet') },
  ],
  fail: [
    { name: 'a number that is left open', yaml: bad.replace('  replicas: 3\n', ''), at },
    { name: 'a budget of other pods', yaml: selecting('{ matchLabels: { app: cart } }'), at },
    { name: 'a budget of a wider name', yaml: selecting('{ matchLabels: { app: shop, tier: web } }'), at },
    {
      name: 'a budget of another namespace',
      yaml: good.replace(/name: shop\nspec:\n {2}max/, 'name: shop\n  namespace: b\nspec:\n  max'),
      at,
    },
    { name: 'a budget without a selector', yaml: good.replace(/ {2}selector:[^]*/, ''), at },
    { name: 'an empty selector of policy/v1beta1', yaml: selecting('{}').replace('policy/v1', 'policy/v1beta1'), at },
    {
      name: 'one replica that an autoscaler multiplies',
      yaml: `${bad.replace('3', '1')}---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: a }\nspec: { scaleTargetRef: { name: shop } }\n`,
      at,
    },
  ],
})
