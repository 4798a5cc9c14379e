import { defineRule } from '../rule.ts'

/**
 * The restart policy is not one that the workload may have, or is not written.
 *
 * Restricted fields: spec.restartPolicy of pods
 * Allowed values:    Job, CronJob: Never, OnFailure; Pod: Always, Never, OnFailure; all other workloads: Always
 */
export const restartPolicy = defineRule({
  id: 'restart-policy',
  title: 'Restart policy is missing, or not allowed',
  severity: 'medium',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for each restart policy that the API server refuses for the kind of workload, for Jobs without one, which are refused too, and, as info, for other workloads that leave it to the default, Always.',
  why: 'The API server refuses the object.',
  remedy: 'Write a restart policy that the workload may have.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      restartPolicy: OnFailure
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      restartPolicy: Always
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    const { kind, group } = workload.resource
    const isJob = group === 'batch' && (kind === 'Job' || kind === 'CronJob')
    const policy = workload.pod.spec.restartPolicy ?? ''
    const allowed = isJob
      ? ['OnFailure', 'Never']
      : kind === 'Pod' || kind === 'PodTemplate'
        ? ['Always', 'OnFailure', 'Never']
        : ['Always']
    if (allowed.includes(policy)) return
    const missing = policy === ''
    yield {
      at: workload.pod.specPath('restartPolicy'),
      severity: missing && !isJob ? 'info' : 'medium',
      message: missing
        ? 'no restart policy is written'
        : `a ${kind} may not have the restart policy ${policy}, only ${allowed.join(' or ')}`,
      fix: { description: `Write ${allowed.join(' or ')}`, needs: 'what should happen when the process ends' },
    }
  },
})
