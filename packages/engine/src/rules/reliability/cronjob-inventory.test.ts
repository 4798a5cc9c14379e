import { testRule } from '../../../test/rule-tester.ts'
import { cronjobInventory } from './cronjob-inventory.ts'

const { bad } = cronjobInventory.examples
const at = ['spec.schedule']

testRule(cronjobInventory, {
  pass: [{ name: 'a CronJob of another group', yaml: bad.replace('batch/v1', 'example.com/v1') }],
  fail: [
    { name: 'a schedule', yaml: bad, at, marked: ['schedule: 0 3 * * *'], message: /^runs at "0 3 \* \* \*"$/ },
    {
      name: 'a zone and a suspension',
      yaml: `${bad}  timeZone: Etc/UTC\n  suspend: yes\n`,
      at,
      message: /in Etc\/UTC, suspended for now$/,
    },
    {
      name: 'no schedule',
      yaml: bad.replace(/ {2}schedule.*\n/, '  suspend: false\n'),
      at,
      message: /^has no schedule$/,
    },
  ],
})
