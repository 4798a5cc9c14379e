import { hasUserNamespace } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'
import { whyInUserNamespace } from './user-namespace.ts'

/**
 * Nothing keeps a container from running as root.
 *
 * Restricted fields: spec.securityContext.runAsNonRoot, containers[*].securityContext.runAsNonRoot
 *                    (init, sidecar, regular, ephemeral), where no runAsUser is effective
 * Allowed values:    true; the container's value holds before the pod's
 */
export const runsAsRoot = defineRule({
  id: 'runs-as-root',
  title: 'Container may run as root',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.7'], nsa: true, podSecurity: ['runAsNonRoot'] },
  fix: 'evidence',
  description:
    'Reported when no `runAsUser` is effective and the effective `runAsNonRoot` is not true, so that the image decides, and images run as root unless they say otherwise. A container with a `runAsUser` is not reported here: 0 is what root-user-id is about, and any other user is not root. It is low in a pod with a user namespace (`hostUsers: false`), where the Pod Security Standards allow it from v1.35 on.',
  why: 'Root in a container is root to the kernel: it owns the files of mounted volumes, and every hole in the runtime or the kernel is open to it.',
  remedy: 'Set runAsNonRoot: true, and runAsUser where the image names no user by number.',
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
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ container, workload }) {
    const own = container.securityContext
    const shared = workload.pod.spec.securityContext
    if ((own.runAsUser ?? shared?.runAsUser) !== undefined) return
    const nonRoot = own.runAsNonRoot ?? shared?.runAsNonRoot
    if (nonRoot === true) return
    const at = container.path('securityContext', 'runAsNonRoot')
    yield {
      at:
        nonRoot === false && own.runAsNonRoot === undefined
          ? workload.pod.specPath('securityContext', 'runAsNonRoot')
          : at,
      ...(hasUserNamespace(workload) && { severity: 'low', why: whyInUserNamespace }),
      message:
        nonRoot === undefined
          ? 'neither runAsNonRoot nor runAsUser is set, so the image decides'
          : 'runAsNonRoot is false, and no user is set',
      fix: {
        description: 'Set runAsNonRoot: true',
        changes: [set(at, true)],
        needs: "evidence that the image's user is a number other than 0, or the container will not start",
      },
    }
  },
})
