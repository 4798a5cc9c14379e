import { defineRule } from '../rule.ts'

/**
 * A Windows container runs as a process of its node.
 *
 * Restricted fields: spec.securityContext.windowsOptions.hostProcess,
 *                    containers[*].securityContext.windowsOptions.hostProcess (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, false
 */
export const windowsHostProcess = defineRule({
  id: 'windows-host-process',
  title: 'Windows container runs as a process of its node',
  severity: 'critical',
  category: 'pod',
  visit: 'workload',
  profile: 'default',
  frameworks: { cis: ['5.2.11'], podSecurity: ['windowsHostProcess'], mitre: ['T1611'] },
  fix: 'none',
  description:
    'Reported where `windowsOptions.hostProcess` is true, on the pod or on a container. Such a container has no isolation: it runs on the node itself, as the account in `runAsUserName`, often SYSTEM.',
  why: 'Whoever takes this container over holds the node, with all pods on it.',
  remedy: 'Run the workload in an ordinary container, or keep it to a node agent in a namespace of its own.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  os:
    name: windows
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: true
      runAsUserName: NT AUTHORITY\\SYSTEM
  containers:
    - name: agent
      image: registry.example/agent:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  os:
    name: windows
  securityContext:
    windowsOptions:
      runAsUserName: ContainerUser
  containers:
    - name: agent
      image: registry.example/agent:1.4.2
`,
  },
  *check({ workload }) {
    const { pod } = workload
    const onPod = pod.spec.securityContext?.windowsOptions
    if (onPod?.hostProcess === true) {
      yield {
        at: pod.specPath('securityContext', 'windowsOptions', 'hostProcess'),
        message: `hostProcess is on for the pod${asUser(onPod.runAsUserName)}`,
      }
    }
    for (const { name, path, securityContext } of workload.containers) {
      const own = securityContext.windowsOptions
      if (own?.hostProcess !== true) continue
      yield {
        container: name,
        at: path('securityContext', 'windowsOptions', 'hostProcess'),
        message: `hostProcess is on${asUser(own.runAsUserName ?? onPod?.runAsUserName)}`,
      }
    }
  },
})

function asUser(name: string | undefined): string {
  return name === undefined ? '' : `, as ${name}`
}
