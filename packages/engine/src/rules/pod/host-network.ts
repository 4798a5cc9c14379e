import { defineRule, remove } from '../rule.ts'

/**
 * The pod uses its node's network.
 *
 * Restricted fields: spec.hostNetwork
 * Allowed values:    undefined, false
 */
export const hostNetwork = defineRule({
  id: 'host-network',
  title: "Pod uses its node's network",
  severity: 'high',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.5'], nsa: true, podSecurity: ['hostNamespaces'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    "Reported when `hostNetwork` is true. The pod then has no network of its own: it listens on the node's addresses, reaches services that are bound to the node's loopback (the kubelet, metadata endpoints, node agents) and no NetworkPolicy applies to it.",
  why: 'Whoever takes this pod over sees and reaches what the node itself does, past every NetworkPolicy.',
  remedy: 'Remove hostNetwork, after checking that no listener, hostPort or dnsPolicy of the pod depends on it.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  hostNetwork: true
  containers:
    - name: agent
      image: registry.example/agent:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: agent
spec:
  containers:
    - name: agent
      image: registry.example/agent:1.4.2
`,
  },
  *check({ workload }) {
    const { spec } = workload.pod
    if (spec.hostNetwork !== true) return
    const withDns = spec.dnsPolicy === 'ClusterFirstWithHostNet'
    yield {
      at: workload.pod.specPath('hostNetwork'),
      message: 'hostNetwork is on',
      fix: {
        description: withDns ? 'Remove hostNetwork and the dnsPolicy that only it needs' : 'Remove hostNetwork',
        changes: [
          remove(workload.pod.specPath('hostNetwork')),
          ...(withDns ? [remove(workload.pod.specPath('dnsPolicy'))] : []),
        ],
        needs: 'evidence that the pod neither listens on node addresses nor reaches services of its node',
      },
    }
  },
})
