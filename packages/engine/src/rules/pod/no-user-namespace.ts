import { defineRule, set } from '../rule.ts'

const hostNamespaces = ['hostNetwork', 'hostPID', 'hostIPC'] as const

/**
 * The pod has no user namespace of its own.
 *
 * Restricted fields: spec.hostUsers
 * Allowed values:    false
 */
export const noUserNamespace = defineRule({
  id: 'no-user-namespace',
  title: "Pod shares its node's user ids",
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'all',
  frameworks: { mitre: ['T1611'] },
  fix: 'evidence',
  description:
    "Reported unless `hostUsers` is false. With a user namespace of its own, a pod's user 0 is an ordinary user of the node, and its capabilities count only within the pod. Kubernetes has it on by default since 1.33; the nodes' kernel, runtime and file systems must map ids of mounts.",
  why: 'A process that breaks out of this container keeps its user id on the node; root inside is root outside.',
  remedy: 'Set hostUsers to false.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:5.0.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:5.0.2
  hostUsers: false
`,
  },
  *check({ workload }) {
    const { spec } = workload.pod
    if (spec.hostUsers === false) return
    const at = workload.pod.specPath('hostUsers')
    const shared = hostNamespaces.filter((field) => spec[field] === true)
    yield {
      at,
      message:
        spec.hostUsers === true ? 'hostUsers is on' : 'hostUsers is not set, so the pod uses the ids of its node',
      // The API server refuses hostUsers: false beside a host namespace.
      fix:
        shared.length > 0
          ? { description: `Remove ${shared.join(' and ')} first: the pod may not have a user namespace with it` }
          : {
              description: 'Set hostUsers to false',
              changes: [set(at, false)],
              needs: 'nodes that map user ids (Kubernetes 1.33), for every volume that the pod mounts',
            },
    }
  },
})
