import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The CronJobs that there are.
 *
 * Listed fields: spec.schedule of CronJob
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
  why: 'A CronJob that nobody knows is how an intruder comes back.',
  remedy: 'Remove those that nobody answers for.',
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
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:1.4.2
`,
  },
  *check({ resource }) {
    const schedule = valueIn(resource, 'spec', 'schedule')
    const suspended = valueIn(resource, 'spec', 'suspend') === true
    yield {
      at: pathIn(resource, 'spec', 'schedule'),
      message: `runs on the schedule ${typeof schedule === 'string' ? schedule : '(none)'}${suspended ? ', suspended' : ''}`,
    }
  },
})
