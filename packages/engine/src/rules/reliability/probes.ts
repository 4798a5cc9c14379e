import type { Container, Probe, Workload } from '../../cluster/index.ts'

export type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe'

/** Whether the pods end of themselves, so that nothing has to ask whether they still answer. */
export function runsToCompletion(workload: Workload): boolean {
  const { kind, group } = workload.resource
  if (group === 'batch' && (kind === 'Job' || kind === 'CronJob')) return true
  const { restartPolicy } = workload.pod.spec
  return restartPolicy === 'Never' || restartPolicy === 'OnFailure'
}

/** Whether a container is without a probe, and so, unless each is to have its own, are all others of its pod. */
export function lacksProbe(workload: Workload, container: Container, name: ProbeName, each: boolean): boolean {
  if (container.spec[name] !== undefined) return false
  return each || workload.containers.every(({ spec }) => spec[name] === undefined)
}

/** A probe's port that has to be looked up in its container; undefined for commands and for probes of another host. */
export function probedPort(probe: Probe): string | number | undefined {
  if (probe.httpGet) return probe.httpGet.host ? undefined : asPort(probe.httpGet.port)
  if (probe.tcpSocket) return probe.tcpSocket.host ? undefined : asPort(probe.tcpSocket.port)
  return probe.grpc?.port
}

/** A port as it is looked up: digits in quotes are still a number. */
export function asPort(port: string | number | undefined): string | number | undefined {
  return typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port
}
