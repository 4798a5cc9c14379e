import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A CronJob makes up for runs however late.
 *
 * Wanted fields:  spec.startingDeadlineSeconds of CronJob
 * Allowed values: any number
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
  description: 'Reported for each CronJob without `startingDeadlineSeconds`.',
  why: 'After the controller was down, a run starts at any time; and once 100 runs were missed, none starts any more.',
  remedy: 'Set startingDeadlineSeconds to how late a run may start.',
  examples: {
    bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: nightly
              image: registry.example/nightly:1.4.2
`,
    good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 600
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: nightly
              image: registry.example/nightly:1.4.2
`,
  },
  *check({ resource }) {
    if (resource.group !== 'batch' || typeof valueIn(resource, 'spec', 'startingDeadlineSeconds') === 'number') return
    yield {
      at: pathIn(resource, 'spec', 'startingDeadlineSeconds'),
      message: 'startingDeadlineSeconds is not set',
      fix: { description: 'Set startingDeadlineSeconds', needs: 'how late a run may start' },
    }
  },
})
