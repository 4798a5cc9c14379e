import { defineRule, set } from '../rule.ts'
import { mayEscalateAnyway } from './capabilities.ts'

/**
 * A process may gain more privileges than its parent: setuid programs and file capabilities work.
 *
 * Restricted fields: containers[*].securityContext.allowPrivilegeEscalation (init, sidecar, regular, ephemeral)
 * Allowed values:    false
 */
export const privilegeEscalationAllowed = defineRule({
  id: 'privilege-escalation-allowed',
  title: 'Processes may gain privileges',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.6'], nsa: true, podSecurity: ['allowPrivilegeEscalation'], mitre: ['T1548'] },
  fix: 'evidence',
  description:
    'Reported unless `securityContext.allowPrivilegeEscalation` is false on the container; there is no such field for a whole pod. Left out, it is true. No edit is proposed while the container is privileged or adds SYS_ADMIN: the API server refuses the first, and the second as CAP_SYS_ADMIN.',
  why: 'Through setuid programs and file capabilities an intruder becomes root in a container that starts as another user; with false the kernel ignores both (no_new_privs).',
  remedy: 'Set allowPrivilegeEscalation: false.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
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
        allowPrivilegeEscalation: false
`,
  },
  *check({ container }) {
    const { allowPrivilegeEscalation } = container.securityContext
    if (allowPrivilegeEscalation === false) return
    const at = container.path('securityContext', 'allowPrivilegeEscalation')
    yield {
      at,
      message: `allowPrivilegeEscalation is ${allowPrivilegeEscalation === undefined ? 'not set, and so true' : 'true'}`,
      fix: mayEscalateAnyway(container)
        ? {
            description:
              'Set allowPrivilegeEscalation: false once privileged and SYS_ADMIN are gone, which contradict it',
          }
        : {
            description: 'Set allowPrivilegeEscalation: false',
            changes: [set(at, false)],
            needs: 'evidence that it runs no setuid program and no file with capabilities, such as sudo or ping',
          },
    }
  },
})
