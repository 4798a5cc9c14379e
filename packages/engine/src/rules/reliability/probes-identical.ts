import type { Container, Probe } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { asPort, runsToCompletion } from './probes.ts'

/**
 * One and the same check takes a container out of service and kills it.
 *
 * Compared fields: containers[*].livenessProbe, containers[*].readinessProbe (sidecar, regular)
 * Allowed values:  different checks, or a liveness probe that gives up later
 */
export const probesIdentical = defineRule({
  id: 'probes-identical',
  title: 'Liveness and readiness probes are the same',
  severity: 'low',
  category: 'reliability',
  visit: 'container',
  containers: ['regular', 'sidecar'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when both probes of a container ask the same thing: the same path and port, the same socket, the same gRPC service or the same command. A port name and the number it stands for are the same port. The pair is passed when the liveness probe tolerates failure for longer (`periodSeconds` times `failureThreshold`), since the container is then out of service for a while before it is killed. Jobs and CronJobs are passed over.',
  why: 'A dependency that is slow for a moment gets every replica killed at once, where taking them out of service for that moment would have done.',
  remedy:
    'Let the liveness probe ask only whether the process itself still works, or give it a higher failureThreshold.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      livenessProbe:
        httpGet: { path: /ready, port: 8080 }
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      livenessProbe:
        httpGet: { path: /alive, port: 8080 }
      readinessProbe:
        httpGet: { path: /ready, port: 8080 }
`,
  },
  *check({ container, workload }) {
    const { livenessProbe: liveness, readinessProbe: readiness } = container.spec
    if (!liveness || !readiness || runsToCompletion(workload)) return
    const question = asked(container, liveness)
    if (question === undefined || question !== asked(container, readiness)) return
    if (patience(liveness) > patience(readiness)) return
    yield {
      at: container.path('livenessProbe'),
      message: `livenessProbe and readinessProbe both ask ${question}`,
    }
  },
})

/** What a probe asks, in words that are equal exactly when the questions are. */
function asked(container: Container, { httpGet, tcpSocket, grpc, exec }: Probe): string | undefined {
  if (httpGet) {
    const host = httpGet.host ? ` of ${httpGet.host}` : ''
    return `${httpGet.scheme?.toUpperCase() === 'HTTPS' ? 'HTTPS ' : ''}${httpGet.path || '/'} on port ${portNumber(container, httpGet.port)}${host}`
  }
  if (tcpSocket) {
    return `for a connection to port ${portNumber(container, tcpSocket.port)}${tcpSocket.host ? ` of ${tcpSocket.host}` : ''}`
  }
  if (grpc) return `gRPC ${grpc.service ? `service ${grpc.service} ` : ''}on port ${grpc.port ?? 'none'}`
  return exec?.command ? `the command ${exec.command.map((word) => JSON.stringify(word)).join(' ')}` : undefined
}

function portNumber(container: Container, written: string | number | undefined): string {
  const port = asPort(written)
  const named = typeof port === 'string' ? container.spec.ports?.find(({ name }) => name === port) : undefined
  return String(named?.containerPort ?? port ?? 'none')
}

/**
 * For how many seconds a probe may fail before it acts.
 * Source of the defaults: kubernetes/kubernetes pkg/apis/core/v1/defaults.go (SetDefaults_Probe).
 */
function patience({ periodSeconds, failureThreshold }: Probe): number {
  return (periodSeconds || 10) * (failureThreshold || 3)
}
