import type { SecurityContext, Workload } from '../../cluster/index.ts'
import { offencesOf } from '../../pod-security/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A seccomp or AppArmor profile, or procMount, is of a type that there is not.
 *
 * Restricted fields: seccompProfile.type and appArmorProfile.type of the pod's and of containers' security contexts,
 *                    containers[*].securityContext.procMount (init, sidecar, regular, ephemeral)
 * Allowed values:    RuntimeDefault, Localhost, Unconfined; Default, Unmasked
 */
export const profileTypeInvalid = defineRule({
  id: 'profile-type-invalid',
  title: 'Profile of a type that there is not',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  profile: 'default',
  frameworks: {
    podSecurity: [
      'appArmorProfile',
      'procMount',
      'procMount_restricted',
      'seccompProfile_baseline',
      'seccompProfile_restricted',
    ],
  },
  fix: 'value',
  description:
    'Reported for a `seccompProfile` or `appArmorProfile` without a type or with one other than RuntimeDefault, Localhost and Unconfined, and for a `procMount` other than Default and Unmasked. The API server refuses such a pod.',
  why: 'The pod cannot be created, and what was meant to protect it is not known.',
  remedy: 'Write RuntimeDefault, or Localhost with the name of a profile; leave procMount out.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: runtime/default
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    if (!saysMore(workload)) return
    for (const [field, known, check] of fields) {
      for (const { container, at, value } of offencesOf(workload, check)) {
        const isAnnotation = at.includes('annotations')
        if (isAnnotation || value === known) continue
        yield {
          ...(container !== undefined && { container }),
          at,
          message: value === '' ? `${field} is without a type` : `${JSON.stringify(value)} is no type of ${field}`,
        }
      }
    }
  },
})

/** Whether anything is set that the Pod Security Standards might refuse; most workloads are soon done with. */
function saysMore({ pod, containers }: Workload): boolean {
  const says = ({ seccompProfile, appArmorProfile }: Pick<SecurityContext, 'seccompProfile' | 'appArmorProfile'>) =>
    [seccompProfile, appArmorProfile].some((profile) => profile !== undefined && !filters.has(profile.type ?? ''))
  return (
    says(pod.spec.securityContext ?? {}) ||
    containers.some(({ securityContext }) => securityContext.procMount !== undefined || says(securityContext))
  )
}

const filters: ReadonlySet<string> = new Set(['RuntimeDefault', 'Localhost'])

/** What each field may be set to that the Pod Security Standards refuse, and the check that refuses all else too. */
const fields = [
  ['seccompProfile', 'Unconfined', 'seccompProfile_baseline'],
  ['appArmorProfile', 'Unconfined', 'appArmorProfile'],
  ['procMount', 'Unmasked', 'procMount_restricted'],
] as const
