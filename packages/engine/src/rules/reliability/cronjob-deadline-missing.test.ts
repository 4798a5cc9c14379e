import { testRule } from '../../../test/rule-tester.ts'
import { cronjobDeadlineMissing } from './cronjob-deadline-missing.ts'

testRule(cronjobDeadlineMissing, {
  pass: [
    {
      name: 'a kind of that name elsewhere',
      yaml: 'apiVersion: example.com/v1\nkind: CronJob\nmetadata: { name: a }\n',
    },
  ],
  fail: [
    {
      name: 'null',
      yaml: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\nspec: { startingDeadlineSeconds: ~ }\n',
      at: ['spec.startingDeadlineSeconds'],
    },
  ],
})
