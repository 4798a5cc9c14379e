import { defineRule, remove } from '../rule.ts'

const handlers = [
  ['livenessProbe'],
  ['readinessProbe'],
  ['startupProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
] as const

/**
 * A probe or lifecycle hook makes the node connect to an address of the author's choice.
 *
 * Restricted fields: httpGet.host and tcpSocket.host of livenessProbe, readinessProbe, startupProbe, lifecycle.postStart
 *                    and lifecycle.preStop of containers (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined, empty
 * Source:            kubernetes/pod-security-admission policy/check_hostProbesAndHostLifecycle.go, since v1.34
 */
export const probeHostSet = defineRule({
  id: 'probe-host-set',
  title: 'Probe or hook leads the node to another host',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { podSecurity: ['hostProbesAndHostLifecycle'] },
  fix: 'evidence',
  description:
    'Reported when a probe or lifecycle hook of type `httpGet` or `tcpSocket` names a `host`. Loopback addresses count: they are those of the node, where its own services listen.',
  why: "The kubelet connects there, from the node's network and past every NetworkPolicy; probes answer which addresses and ports are open, hooks send requests to them.",
  remedy: "Remove host, so that the pod's own address is probed.",
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.27.0
      livenessProbe:
        httpGet:
          host: 192.0.2.10
          port: 8080
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.27.0
      livenessProbe:
        httpGet:
          port: 8080
`,
  },
  *check({ container }) {
    const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container.spec
    const given = [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop]
    for (const [i, place] of handlers.entries()) {
      for (const type of ['httpGet', 'tcpSocket'] as const) {
        const host = given[i]?.[type]?.host
        if (host === undefined || host === '') continue
        const at = container.path(...place, type, 'host')
        yield {
          at,
          message: `${place.at(-1)} connects to ${host}`,
          fix: {
            description: 'Remove host',
            changes: [remove(at)],
            needs: `evidence that the port is answered on the pod's own address, not only on ${host}`,
          },
        }
      }
    }
  },
})
