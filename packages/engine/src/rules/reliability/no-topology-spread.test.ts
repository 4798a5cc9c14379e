import { testRule } from '../../../test/rule-tester.ts'
import { noTopologySpread } from './no-topology-spread.ts'

const { bad, good } = noTopologySpread.examples
const at = (field: string) => [`spec.template.spec.topologySpreadConstraints[0].${field}`]

testRule(noTopologySpread, {
  pass: [
    { name: 'one replica', yaml: bad.replace('3', '1') },
    { name: 'a higher minimum', yaml: bad, options: { minimum: 4 } },
    { name: 'a bare pod', yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [] }\n' },
    { name: 'a selector for all pods', yaml: good.replace(/labelSelector:[^]*/, 'labelSelector: {}\n') },
    { name: 'minDomains', yaml: good.replace('ScheduleAnyway', 'DoNotSchedule\n          minDomains: 3') },
  ],
  fail: [
    { name: 'none', yaml: bad, at: ['spec.template.spec.topologySpreadConstraints'], severity: 'low' },
    {
      name: 'an empty list',
      yaml: `${bad}      topologySpreadConstraints: []\n`,
      at: ['spec.template.spec.topologySpreadConstraints'],
    },
    { name: 'a skew of none', yaml: good.replace('maxSkew: 1', 'maxSkew: 0'), at: at('maxSkew'), severity: 'medium' },
    { name: 'a skew in quotes', yaml: good.replace('maxSkew: 1', 'maxSkew: "1"'), at: at('maxSkew') },
    {
      name: 'no key',
      yaml: good.replace('          topologyKey: topology.kubernetes.io/zone\n', ''),
      at: at('topologyKey'),
    },
    {
      name: 'a misspelt word',
      yaml: good.replace('ScheduleAnyway', 'scheduleAnyway'),
      at: at('whenUnsatisfiable'),
      message: /"scheduleAnyway"/,
    },
    {
      name: 'minDomains that cannot hold',
      yaml: good.replace('ScheduleAnyway', 'ScheduleAnyway\n          minDomains: 3'),
      at: at('minDomains'),
    },
    {
      name: 'no selector',
      yaml: good.replace(/ {10}labelSelector:[^]*/, ''),
      at: at('labelSelector'),
      message: /counts no pods/,
      severity: 'low',
    },
    { name: 'a selector of other pods', yaml: good.replace(/app: shop\n$/, 'app: cart\n'), at: at('labelSelector') },
    {
      name: 'a constraint of a single pod',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { topologySpreadConstraints: [{ maxSkew: 0 }] }\n',
      at: ['spec.topologySpreadConstraints[0].maxSkew'],
    },
  ],
})
