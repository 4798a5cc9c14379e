import { isControlled, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/** Annotations by which a deployment tool says that it removes the Job itself. */
const removedByTool = ['helm.sh/hook-delete-policy', 'argocd.argoproj.io/hook-delete-policy', 'argocd.argoproj.io/hook']

/**
 * Finished Jobs that stay for ever, or go before the CronJob wants them to.
 *
 * Restricted fields: spec.ttlSecondsAfterFinished (Job), spec.jobTemplate.spec.ttlSecondsAfterFinished (CronJob)
 * Allowed values:    set (Job), undefined (CronJob)
 */
export const jobTtl = defineRule({
  id: 'job-ttl',
  title: 'Finished Jobs are not removed as they should be',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['Job', 'CronJob'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for a Job without `ttlSecondsAfterFinished` that no controller made, and for a CronJob whose Jobs have one, beside the history limits that the CronJob keeps. Jobs that Helm or Argo CD remove as hooks are passed over.',
  why: 'Finished Jobs and their pods stay in the API server until someone removes them, with everything that their environment and logs reveal.',
  remedy: 'Set ttlSecondsAfterFinished to how long the outcome of the Job is of interest.',
  examples: {
    bad: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
`,
    good: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
`,
  },
  *check({ resource }) {
    if (resource.group !== 'batch') return
    if (resource.kind === 'CronJob') {
      const path = ['spec', 'jobTemplate', 'spec', 'ttlSecondsAfterFinished']
      const seconds = valueIn(resource, ...path)
      if (typeof seconds !== 'number') return
      const at = pathIn(resource, ...path)
      yield {
        at,
        message: `ttlSecondsAfterFinished is ${seconds}, beside the history limits of the CronJob`,
        why: 'Whichever is stricter wins, so Jobs are gone before the history limits say, and a failure leaves no trace.',
        fix: {
          description: 'Remove ttlSecondsAfterFinished, and leave it to the history limits',
          changes: [remove(at)],
          needs: 'to know that finished Jobs may stay until the history limits remove them',
        },
      }
      return
    }
    if (isControlled(resource) || removedByTool.some((key) => resource.metadata.annotations?.[key] !== undefined))
      return
    if (typeof valueIn(resource, 'spec', 'ttlSecondsAfterFinished') === 'number') return
    yield { at: pathIn(resource, 'spec', 'ttlSecondsAfterFinished'), message: 'ttlSecondsAfterFinished is not set' }
  },
})
