import { defineRule, remove } from '../rule.ts'

/**
 * A container's port is opened on its node.
 *
 * Restricted fields: containers[*].ports[*].hostPort (init, sidecar, regular, ephemeral), which is the containerPort
 *                    where spec.hostNetwork is true
 * Allowed values:    undefined, 0
 */
export const hostPort = defineRule({
  id: 'host-port',
  title: 'Port is opened on the node',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { cis: ['5.2.13'], nsa: true, podSecurity: ['hostPorts'] },
  fix: 'evidence',
  description:
    'Reported for every port with a `hostPort`, and for every declared port of a pod with `hostNetwork`, where the API server makes `hostPort` equal to `containerPort`.',
  why: 'Whoever reaches the node reaches this port, whatever Services and, with most network plugins, NetworkPolicies say; and only one pod per node can have it.',
  remedy: 'Remove hostPort and let a Service, or an Ingress, lead to the pod.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: metrics
spec:
  containers:
    - name: metrics
      image: registry.example/metrics:1.8.0
      ports:
        - containerPort: 9100
          hostPort: 9100
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: metrics
spec:
  containers:
    - name: metrics
      image: registry.example/metrics:1.8.0
      ports:
        - containerPort: 9100
`,
  },
  *check({ container, workload }) {
    const onHost = workload.pod.spec.hostNetwork === true
    for (const [i, { hostPort: own = 0, containerPort, hostIP, protocol }] of (container.spec.ports ?? []).entries()) {
      const port = own || (onHost ? (containerPort ?? 0) : 0)
      if (port === 0) continue
      const at = container.path('ports', i, 'hostPort')
      const address = hostIP === undefined || hostIP === '0.0.0.0' || hostIP === '::' ? 'every address' : hostIP
      yield {
        at,
        message: `port ${port}/${protocol ?? 'TCP'} is opened on ${address} of the node${onHost ? ', as hostNetwork is on' : ''}`,
        fix: onHost
          ? { description: 'Remove hostNetwork: as long as it is on, every port of the pod is one of the node' }
          : {
              description: 'Remove hostPort',
              changes: [remove(at), ...(hostIP === undefined ? [] : [remove(container.path('ports', i, 'hostIP'))])],
              needs: 'evidence that nobody connects to the port through the node',
            },
      }
    }
  },
})
