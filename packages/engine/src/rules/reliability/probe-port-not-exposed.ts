import type { Container } from '../../cluster/index.ts'
import { append, defineRule, type Report } from '../rule.ts'
import { probedPort, type ProbeName } from './probes.ts'

const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const

/**
 * A probe goes to a port that its container does not list.
 *
 * Restricted fields: containers[*].livenessProbe, readinessProbe, startupProbe (sidecar, regular): the port of httpGet,
 *                    tcpSocket and grpc
 * Allowed values:    a TCP port of containers[*].ports, by name or number
 */
export const probePortNotExposed = defineRule({
  id: 'probe-port-not-exposed',
  title: "Probe's port is not among the container's ports",
  severity: 'low',
  category: 'reliability',
  visit: 'container',
  containers: ['regular', 'sidecar'],
  profile: 'all',
  frameworks: {},
  fix: 'safe',
  description:
    'Reported when the port of a liveness, readiness or startup probe is not a TCP port of the container, once per port. A number that is not listed is probed all the same, so listing it is a matter of record; a name that is not listed can never be probed. Probes that name another host are passed over.',
  why: 'Whoever writes a network policy or a Service from the list of ports leaves the probed one out.',
  remedy: 'List the port under ports, or correct the probe.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      readinessProbe:
        httpGet:
          path: /ready
          port: 8080
      ports:
        - containerPort: 8080
`,
  },
  *check({ container, workload }) {
    const probed = new Map<string | number, ProbeName[]>()
    for (const name of probeNames) {
      const probe = container.spec[name]
      const port = probe && probedPort(probe)
      if (port === undefined || port === '') continue
      probed.set(port, [...(probed.get(port) ?? []), name])
    }
    for (const [port, names] of probed) {
      const report = reportOn(container, port, names, workload.pod.spec.hostNetwork === true)
      if (report) yield report
    }
  },
})

function reportOn(
  container: Container,
  port: string | number,
  names: readonly ProbeName[],
  onHostNetwork: boolean,
): Report | undefined {
  const ports = container.spec.ports ?? []
  const found = ports.filter(({ name, containerPort }) => (typeof port === 'string' ? name : containerPort) === port)
  if (found.some(({ protocol }) => (protocol || 'TCP') === 'TCP')) return undefined
  const first = names[0] ?? 'livenessProbe'
  const { httpGet, tcpSocket } = container.spec[first] ?? {}
  const at = container.path(first, httpGet ? 'httpGet' : tcpSocket ? 'tcpSocket' : 'grpc', 'port')
  const who = `${names.join(' and ')} ${names.length > 1 ? 'go' : 'goes'} to port ${port}`
  if (found[0] && typeof port === 'string') {
    return {
      at,
      message: `${who}, which is ${found[0].protocol}`,
      fix: {
        class: 'value',
        description: 'Name a TCP port in the probe',
        needs: 'the TCP port that answers the probe',
      },
    }
  }
  if (typeof port === 'string') {
    return {
      at,
      severity: 'medium',
      message: `${who}, a name that no port of the container has`,
      why: 'The name cannot be looked up, so the probe always fails: the container is restarted for ever, or never ready.',
      fix: {
        class: 'value',
        description: `Give the name ${port} to a port of the container`,
        needs: 'the number of the port that answers the probe',
      },
    }
  }
  return {
    at,
    message: `${who}, which the container does not list`,
    fix: {
      description: `List containerPort ${port}`,
      changes: [append(container.path('ports'), { containerPort: port })],
      // Every listed port becomes a hostPort there, and a node takes one pod with the same hostPort.
      ...(onHostNetwork ? { class: 'evidence', needs: 'evidence that no two such pods share a node' } : {}),
    },
  }
}
