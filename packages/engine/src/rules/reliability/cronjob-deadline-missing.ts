import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Runs that were missed may start at any later time.
 *
 * Required fields: spec.startingDeadlineSeconds of a CronJob
 */
export const cronjobDeadlineMissing = defineRule({
  id: 'cronjob-deadline-missing',
  title: 'CronJob has no starting deadline',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['CronJob'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description: 'Reported when `startingDeadlineSeconds` of a CronJob is not set. Any number that is set is accepted.',
  why: 'After an outage the last missed run starts however late it is, next to the work of the day.',
  remedy: 'Set startingDeadlineSeconds to how late a run may still start, at least to ten seconds.',
  examples: {
    bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 3 * * *
`,
    good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 3 * * *
  startingDeadlineSeconds: 600
`,
  },
  *check({ resource }) {
    if (resource.group !== 'batch' || typeof valueIn(resource, 'spec', 'startingDeadlineSeconds') === 'number') return
    yield { at: pathIn(resource, 'spec', 'startingDeadlineSeconds'), message: 'startingDeadlineSeconds is not set' }
  },
})
