import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Which CronJobs there are.
 *
 * Listed fields: spec.schedule of CronJobs
 */
export const cronjobInventory = defineRule({
  id: 'cronjob-inventory',
  title: 'CronJob',
  severity: 'info',
  category: 'reliability',
  visit: 'resource',
  kinds: ['CronJob'],
  profile: 'all',
  frameworks: { mitre: ['T1053.007'] },
  fix: 'none',
  description: 'Lists every CronJob with its schedule, for reviews by hand.',
  why: 'A CronJob outlives the access of whoever made it, which makes it a favourite place to come back from.',
  remedy: 'Look whether someone still wants the CronJob, and what it may do.',
  examples: {
    bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 3 * * *
`,
    good: `apiVersion: batch/v1
kind: Job
metadata:
  name: report
`,
  },
  *check({ resource }) {
    if (resource.group !== 'batch') return
    const schedule = valueIn(resource, 'spec', 'schedule')
    const when = typeof schedule === 'string' ? `runs at "${schedule}"` : 'has no schedule'
    const zone = valueIn(resource, 'spec', 'timeZone')
    const suspended = valueIn(resource, 'spec', 'suspend') === true ? ', suspended for now' : ''
    yield {
      at: pathIn(resource, 'spec', 'schedule'),
      message: `${when}${typeof zone === 'string' ? ` in ${zone}` : ''}${suspended}`,
    }
  },
})
