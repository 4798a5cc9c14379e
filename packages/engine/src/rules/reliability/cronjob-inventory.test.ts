import { testRule } from '../../../test/rule-tester.ts'
import { cronjobInventory } from './cronjob-inventory.ts'

testRule(cronjobInventory, {
  pass: [{ name: 'Jobs', yaml: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\n' }],
  fail: [
    {
      name: 'a suspended one',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { schedule: "@daily", suspend: yes }\n',
      at: ['spec.schedule'],
      message: /@daily, suspended$/,
    },
  ],
})
