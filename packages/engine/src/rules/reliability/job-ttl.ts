import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Finished Jobs stay, or go before their time.
 *
 * Wanted fields:     spec.ttlSecondsAfterFinished of Job
 * Restricted fields: spec.jobTemplate.spec.ttlSecondsAfterFinished of CronJob
 * Allowed values:    any number for the first; undefined for the second
 */
export const jobTtl = defineRule({
  id: 'job-ttl',
  title: 'Finished Jobs are not cleaned up as meant',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['Job', 'CronJob'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for each Job by itself without `ttlSecondsAfterFinished`, and for each CronJob that sets it in its template: there the history limits decide, and the stricter of the two wins.',
  why: 'Finished Jobs and their pods pile up, with their logs and what their environment held; or a failed run is gone before anybody saw it.',
  remedy: 'Set it on a Job by itself; use the history limits of a CronJob.',
  examples: {
    bad: `apiVersion: batch/v1
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
    good: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  ttlSecondsAfterFinished: 3600
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: registry.example/migrate:1.4.2
`,
  },
  *check({ resource, cluster }) {
    if (resource.group !== 'batch') return
    if (resource.kind === 'CronJob') {
      const path = ['spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished']
      if (valueIn(resource, ...path) === undefined) return
      yield {
        at: pathIn(resource, ...path),
        message: 'ttlSecondsAfterFinished competes with the history limits',
        fix: { description: 'Use the history limits', needs: 'how many finished Jobs are to stay' },
      }
      return
    }
    if (
      cluster.workloadsOf(resource)[0]?.owner ||
      typeof valueIn(resource, 'spec', 'ttlSecondsAfterFinished') === 'number'
    )
      return
    yield {
      at: pathIn(resource, 'spec', 'ttlSecondsAfterFinished'),
      message: 'ttlSecondsAfterFinished is not set',
      fix: { description: 'Set ttlSecondsAfterFinished', needs: 'how long a finished Job is to stay' },
    }
  },
})
