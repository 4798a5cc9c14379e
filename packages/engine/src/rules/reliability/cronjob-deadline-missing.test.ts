import { testRule } from '../../../test/rule-tester.ts'
import { cronjobDeadlineMissing } from './cronjob-deadline-missing.ts'

const { bad, good } = cronjobDeadlineMissing.examples
const at = ['spec.startingDeadlineSeconds']

testRule(cronjobDeadlineMissing, {
  pass: [
    { name: 'zero', yaml: good.replace('600', '0') },
    { name: 'a CronJob of another group', yaml: bad.replace('batch/v1', 'example.com/v1') },
  ],
  fail: [
    { name: 'the version before', yaml: bad.replace('batch/v1', 'batch/v1beta1'), at },
    { name: 'a null deadline', yaml: good.replace('600', 'null'), at },
    {
      name: 'a deadline of the Job, which is another',
      yaml: `${bad}  jobTemplate: { spec: { activeDeadlineSeconds: 600 } }\n`,
      at,
    },
    {
      name: 'an item of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems: [{ apiVersion: batch/v1, kind: CronJob, metadata: { name: a } }]\n',
      at: ['items[0].spec.startingDeadlineSeconds'],
    },
  ],
})
