import { declared, hasUserNamespace } from '../../cluster/index.ts'
import { defineRule, remove, set } from '../rule.ts'
import { whyInUserNamespace } from './user-namespace.ts'

/**
 * A container is told to run as root.
 *
 * Restricted fields: spec.securityContext.runAsUser, containers[*].securityContext.runAsUser
 *                    (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, anything but 0
 */
export const rootUserId = defineRule({
  id: 'root-user-id',
  title: 'Container is told to run as root',
  severity: 'high',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.7'], nsa: true, podSecurity: ['runAsUser'] },
  fix: 'evidence',
  description:
    'Reported for every container whose effective `runAsUser` is 0, on the container or on its pod, whatever `runAsNonRoot` says: with runAsNonRoot the container does not start. Where the pod says 0 and every container overrules it, that is reported once, as low: it still holds for containers that are added to the pod later. It is low, too, in a pod with a user namespace (`hostUsers: false`), where the Pod Security Standards allow it from v1.35 on.',
  why: 'Root in a container is root to the kernel: it owns the files of mounted volumes, and every hole in the runtime or the kernel is open to it.',
  remedy: 'Remove runAsUser: 0 and set runAsNonRoot: true, with the image or runAsUser naming another user.',
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
        runAsUser: 0
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
        runAsUser: 10001
`,
  },
  *check({ workload }) {
    const { pod, containers } = workload
    const onPod = pod.specPath('securityContext', 'runAsUser')
    const podIsRoot = pod.spec.securityContext?.runAsUser === 0
    let inherited = false
    for (const container of containers) {
      const user = declared(workload, container, 'runAsUser')
      if (user?.value !== 0) continue
      if (user.level === 'pod') inherited = true
      const nonRoot = set(container.path('securityContext', 'runAsNonRoot'), true)
      yield {
        container: container.name,
        at: user.at,
        ...(hasUserNamespace(workload) && { severity: 'low', why: whyInUserNamespace }),
        message: user.level === 'pod' ? "the pod's runAsUser is 0" : 'runAsUser is 0',
        fix: {
          description: 'Remove runAsUser: 0 and set runAsNonRoot: true',
          changes: [
            ...(podIsRoot ? [remove(onPod)] : []),
            ...(user.level === 'container' ? [remove(user.at)] : []),
            nonRoot,
          ],
          needs: "evidence that the image's own user is not root, and owns what it writes to",
        },
      }
    }
    if (!podIsRoot || inherited) return
    yield {
      at: onPod,
      severity: 'low',
      message: 'runAsUser of the pod is 0, though every container names its own',
      fix: { class: 'safe', description: 'Remove runAsUser: 0, which no container uses', changes: [remove(onPod)] },
    }
  },
})
