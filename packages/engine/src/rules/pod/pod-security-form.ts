import type { Workload } from '../../cluster/index.ts'
import { allowedSysctls, newestMinor, offencesOf } from '../../pod-security/index.ts'
import { defineRule, remove, set } from '../rule.ts'
import { appArmorAnnotations } from './apparmor.ts'

/**
 * What is meant holds, and is not written as the level restricted asks for.
 *
 * Wanted fields:  spec.securityContext.runAsNonRoot, containers[*].securityContext.runAsNonRoot, where a user is set
 * Allowed values: true
 * Wanted fields:  containers[*].securityContext.capabilities.drop, where it holds ALL in another case
 * Allowed values: a list with ALL
 * Restricted:     AppArmor annotations of containers whose field says something else
 */
export const podSecurityForm = defineRule({
  id: 'pod-security-form',
  title: 'Not written as Pod Security asks for',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  profile: 'all',
  frameworks: { podSecurity: ['appArmorProfile', 'capabilities_restricted', 'runAsNonRoot', 'sysctls'] },
  fix: 'safe',
  description:
    'Reported where Pod Security refuses a form, though not what it means: `runAsNonRoot` is not true beside a `runAsUser`, `capabilities.drop` holds ALL in small letters, a safe sysctl is written with slashes, or an AppArmor annotation says unconfined where the field holds. Other rules tell of users that are root and of capabilities that are kept.',
  why: 'Pod Security goes by the letter, and refuses the pod.',
  remedy: 'Write runAsNonRoot: true, ALL in capital letters, and no AppArmor annotation.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsUser: 1000
        capabilities:
          drop: [all]
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsUser: 1000
        runAsNonRoot: true
        capabilities:
          drop: [ALL]
`,
  },
  *check({ workload }) {
    for (const { container, at, value } of offencesOf(workload, 'runAsNonRoot')) {
      const user = container === undefined ? podUser(workload) : userOf(workload, at)
      if (user === undefined) continue
      yield {
        ...(container !== undefined && { container }),
        at,
        message: `runAsNonRoot is ${value === false ? 'false' : 'not set'}, ${user === 'all' ? 'though every container sets a user or true' : `beside user ${user}`}`,
        fix:
          user === 0
            ? { description: 'Set runAsNonRoot: true, and a user that is not root', class: 'value', needs: 'a user' }
            : { description: 'Set runAsNonRoot: true', changes: [set(at, true)] },
      }
    }
    for (const { container, at, value } of offencesOf(workload, 'capabilities_restricted')) {
      const isDrop = at.at(-1) === 'drop'
      if (
        !isDrop ||
        !String(value ?? '')
          .toUpperCase()
          .split(', ')
          .includes('ALL')
      )
        continue
      yield {
        ...(container !== undefined && { container }),
        at,
        message: `${String(value)} is dropped, and only ALL in capital letters counts`,
        fix: { description: 'Drop ALL', changes: [set(at, ['ALL'])] },
      }
    }
    for (const { at, value } of offencesOf(workload, 'sysctls')) {
      const dotted = String(value).replaceAll('/', '.')
      if (!allowedSysctls(newestMinor).has(dotted)) continue
      yield {
        at,
        message: `${String(value)} is written with slashes`,
        fix: { description: `Write ${dotted}`, changes: [set(at, dotted)] },
      }
    }
    for (const { at, value } of offencesOf(workload, 'appArmorProfile')) {
      const annotation = appArmorAnnotations(workload).find((each) => each.at.join() === at.join())
      const named = workload.containers.filter(({ name }) => name === annotation?.container)
      if (annotation === undefined || !named.some(({ securityContext }) => securityContext.appArmorProfile?.type))
        continue
      yield {
        at,
        message: `the annotation says ${JSON.stringify(value)}, and the field appArmorProfile holds`,
        fix: { description: 'Remove the annotation', changes: [remove(at)] },
      }
    }
  },
})

/** The user that a container at the path of its field runs as; undefined where the image decides. */
function userOf({ containers, pod }: Workload, at: readonly (string | number)[]): number | undefined {
  const own = containers.find(({ path }) => path('securityContext', 'runAsNonRoot').join() === at.join())
  return own?.securityContext.runAsUser ?? pod.spec.securityContext?.runAsUser
}

/** For the field of the pod: whether no container is left to its image, so that only the form is wrong. */
function podUser({ containers, pod }: Workload): number | 'all' | undefined {
  const shared = pod.spec.securityContext?.runAsUser
  if (shared !== undefined) return shared
  const isSettled = containers.every(
    ({ securityContext }) => securityContext.runAsNonRoot === true || securityContext.runAsUser !== undefined,
  )
  return isSettled ? 'all' : undefined
}
