import { defineRule, set } from '../rule.ts'

const always: readonly string[] = ['Always']
const ending: readonly string[] = ['OnFailure', 'Never']

/** What each kind takes. Source: kubernetes/kubernetes pkg/apis/{apps,batch,core}/validation. */
const policies: ReadonlyMap<string, readonly string[]> = new Map([
  ['/Pod', [...always, ...ending]],
  ['/ReplicationController', always],
  ['apps/DaemonSet', always],
  ['apps/Deployment', always],
  ['apps/ReplicaSet', always],
  ['apps/StatefulSet', always],
  ['extensions/DaemonSet', always],
  ['extensions/Deployment', always],
  ['extensions/ReplicaSet', always],
  ['/DeploymentConfig', always],
  ['apps.openshift.io/DeploymentConfig', always],
  ['batch/CronJob', ending],
  ['batch/Job', ending],
])

/**
 * A restart policy that the kind does not take.
 *
 * Restricted fields: spec.restartPolicy of pods
 * Allowed values:    undefined, Always (kinds that keep pods running); OnFailure, Never (Job, CronJob); any of the three
 *                    (Pod)
 */
export const restartPolicy = defineRule({
  id: 'restart-policy',
  title: 'Restart policy does not suit the kind',
  severity: 'medium',
  category: 'reliability',
  visit: 'workload',
  profile: 'default',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when `restartPolicy`, Always when left out, is not one that the kind takes: Deployments, DaemonSets and their like take Always alone, Jobs and CronJobs OnFailure or Never. With `accepted`, any policy that is not listed there is reported instead, whatever the kind takes.',
  why: 'The API server refuses the object, so what it replaces stays as it is.',
  remedy: 'Choose OnFailure to restart a failed container in its pod, or Never to have the Job make a new pod.',
  options: {
    accepted: {
      type: 'strings',
      default: [],
      description: 'Policies that are accepted, in place of those that each kind takes.',
    },
  },
  examples: {
    bad: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Always
      containers:
        - name: migrate
          image: registry.example/migrate:2.1.0
`,
    good: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: OnFailure
      containers:
        - name: migrate
          image: registry.example/migrate:2.1.0
`,
  },
  *check({ workload, options }) {
    const { group, kind } = workload.resource
    const taken = policies.get(`${group}/${kind}`)
    if (!taken) return
    const allowed = options.accepted.length > 0 ? options.accepted : taken
    const written = workload.pod.spec.restartPolicy
    if (allowed.includes(written ?? 'Always')) return
    const at = workload.pod.specPath('restartPolicy')
    const found = written === undefined ? 'not set, which means Always' : `"${written}"`
    const fix = { class: 'safe', description: 'Set restartPolicy: Always', changes: [set(at, 'Always')] } as const
    yield {
      at,
      message: `restartPolicy is ${found}, and a ${kind} takes ${allowed.join(' or ')}`,
      // Nothing runs that the edit could harm: as it stands, the object is refused.
      ...(taken === always && allowed === taken ? { fix } : {}),
    }
  },
})
