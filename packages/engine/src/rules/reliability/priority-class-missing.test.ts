import { testRule } from '../../../test/rule-tester.ts'
import { priorityClassMissing } from './priority-class-missing.ts'

const { bad, good } = priorityClassMissing.examples
const at = ['spec.priorityClassName']
const pod = (name: string) => bad.replace('spec:\n', `spec:\n  priorityClassName: ${name}\n`)
const globalDefault = (value: string) =>
  `---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: usual }\nglobalDefault: ${value}\nvalue: 1\n`

testRule(priorityClassMissing, {
  pass: [
    { name: 'a class of every cluster', yaml: pod('system-node-critical') },
    { name: 'a class that is accepted', yaml: pod('batch'), options: { accepted: ['batch'] } },
    { name: 'a global default', yaml: bad + globalDefault('yes') },
  ],
  fail: [
    { name: 'no class', yaml: bad, at, severity: 'low' },
    { name: 'a null class', yaml: pod('null'), at, severity: 'low' },
    { name: 'a class that is no default', yaml: bad + globalDefault('no'), at },
    {
      name: 'a class that is not there',
      yaml: pod('batch'),
      at,
      severity: 'medium',
      marked: ['priorityClassName: batch'],
    },
    { name: 'another class', yaml: good.replace('name: shop\nvalue', 'name: cart\nvalue'), at, severity: 'medium' },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: {} } } } }\n',
      at: ['spec.jobTemplate.spec.template.spec.priorityClassName'],
    },
  ],
})
