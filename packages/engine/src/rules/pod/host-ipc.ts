import { defineRule, remove } from '../rule.ts'

/**
 * The pod is in its node's IPC namespace.
 *
 * Restricted fields: spec.hostIPC
 * Allowed values:    undefined, false
 */
export const hostIpc = defineRule({
  id: 'host-ipc',
  title: "Pod shares its node's shared memory",
  severity: 'high',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.4'], nsa: true, podSecurity: ['hostNamespaces'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported when `hostIPC` is true. The containers then use the System V shared memory, semaphores and message queues of the node, as its own processes and every other pod with `hostIPC` do.',
  why: "Whoever takes this pod over reads and changes what other processes of the node keep in shared memory, a database's buffers for example.",
  remedy: 'Remove hostIPC; processes that share memory belong in one pod.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: renderer
spec:
  hostIPC: true
  containers:
    - name: renderer
      image: registry.example/renderer:3.1.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: renderer
spec:
  containers:
    - name: renderer
      image: registry.example/renderer:3.1.0
`,
  },
  *check({ workload }) {
    if (workload.pod.spec.hostIPC !== true) return
    yield {
      at: workload.pod.specPath('hostIPC'),
      message: 'hostIPC is on',
      fix: {
        description: 'Remove hostIPC',
        changes: [remove(workload.pod.specPath('hostIPC'))],
        needs: 'evidence that the pod shares no memory with processes outside it',
      },
    }
  },
})
