import { defineRule, remove } from '../rule.ts'

/**
 * The pod is in its node's process namespace.
 *
 * Restricted fields: spec.hostPID
 * Allowed values:    undefined, false
 */
export const hostPid = defineRule({
  id: 'host-pid',
  title: "Pod shares its node's processes",
  severity: 'high',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.3'], nsa: true, podSecurity: ['hostNamespaces'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported when `hostPID` is true. The containers then see every process of the node, with command line and environment, may signal those of the same user, and reach their files through `/proc/PID/root`.',
  why: "Whoever takes this pod over reads secrets from other processes' environments; with ptrace or root, they enter any of them.",
  remedy: 'Remove hostPID; give an agent that measures processes only the /proc that it reads.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: inspector
spec:
  hostPID: true
  containers:
    - name: inspector
      image: registry.example/inspector:0.9.3
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: inspector
spec:
  containers:
    - name: inspector
      image: registry.example/inspector:0.9.3
`,
  },
  *check({ workload }) {
    if (workload.pod.spec.hostPID !== true) return
    yield {
      at: workload.pod.specPath('hostPID'),
      message: 'hostPID is on',
      fix: {
        description: 'Remove hostPID',
        changes: [remove(workload.pod.specPath('hostPID'))],
        needs: 'evidence that the pod looks at no process but its own',
      },
    }
  },
})
