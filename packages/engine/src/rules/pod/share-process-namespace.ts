import { defineRule, remove } from '../rule.ts'

/**
 * The containers of the pod are in one process namespace.
 *
 * Restricted fields: spec.shareProcessNamespace
 * Allowed values:    undefined, false
 */
export const shareProcessNamespace = defineRule({
  id: 'share-process-namespace',
  title: 'Containers of the pod share their processes',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { nsa: true },
  fix: 'evidence',
  description:
    'Reported when `shareProcessNamespace` is true; at low severity when only one container of the pod keeps running, as then it concerns no more than debug containers that are added later.',
  why: 'Whoever takes one container over sees the processes of the others with their environments, and, as the same user or root, reads their files through /proc/PID/root and enters them.',
  remedy: 'Remove shareProcessNamespace; let containers talk through a volume, a socket or the network.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
    - name: web
      image: registry.example/web:1.27.0
    - name: reloader
      image: registry.example/reloader:0.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.27.0
    - name: reloader
      image: registry.example/reloader:0.4.2
`,
  },
  *check({ workload }) {
    if (workload.pod.spec.shareProcessNamespace !== true) return
    const at = workload.pod.specPath('shareProcessNamespace')
    const running = workload.containers.filter(({ kind }) => kind !== 'init').length
    yield {
      at,
      message: `shareProcessNamespace is on${running > 1 ? `, for ${running} containers` : ''}`,
      ...(running > 1 ? {} : { severity: 'low' as const }),
      fix: {
        description: 'Remove shareProcessNamespace',
        changes: [remove(at)],
        needs:
          "evidence that no container signals another, and that none relies on the pod's process 1 to reap its children",
      },
    }
  },
})
