import { WarrantError } from '../../errors/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { fields, list, text } from '../world/source.ts'
import type { Search } from './goal.ts'

/** A port that must be given by its number, as nothing tells names. */
export function numberedPort({ port, protocol }: Search, title: string): { port: number; protocol: Protocol } {
  if (protocol === 'ICMP') return { port: 0, protocol }
  if (port === undefined) throw new WarrantError('usage', `which port of ${title} is meant? write ${title}:PORT`)
  const number = portNumber(port)
  if (number === undefined) throw new WarrantError('usage', `${JSON.stringify(port)} is no number of a port`)
  return { port: number, protocol: protocol ?? 'TCP' }
}

function portNumber(written: string): number | undefined {
  if (!/^\d{1,5}$/.test(written)) return undefined
  const number = Number(written)
  return number >= 1 && number <= 65_535 ? number : undefined
}

/** The ports that are meant at a pod: the one asked for, or all that its containers declare. */
export function endpointPorts(
  endpoint: Endpoint,
  asked: Search,
  title: string,
): { port: number; protocol: Protocol }[] {
  const { port, protocol } = asked
  if (protocol === 'ICMP') return [{ port: 0, protocol }]
  if (port === undefined) {
    const declared = declaredPorts(endpoint).filter((each) => protocol === undefined || each.protocol === protocol)
    if (declared.length > 0) return declared
    throw new WarrantError('usage', `which port of ${title} is meant? it declares none: write NAME:PORT`)
  }
  if (/^\d+$/.test(port)) return [numberedPort(asked, title)]
  for (const each of protocol === undefined ? (['TCP', 'UDP', 'SCTP'] as const) : [protocol]) {
    const number = endpoint.ports.get(`${each}/${port}`)
    if (number !== undefined) return [{ port: number, protocol: each }]
  }
  throw new WarrantError('usage', `no container of ${endpoint.title} calls a port ${port}`)
}

/** Ports that containers and sidecars declare, each once. */
function declaredPorts({ source: { object } }: Endpoint): { port: number; protocol: Protocol }[] {
  const spec =
    valueAt(object, ['spec', 'template', 'spec']) ??
    valueAt(object, ['spec', 'jobTemplate', 'spec', 'template', 'spec']) ??
    object['spec']
  const { containers, initContainers } = fields(spec)
  const sidecars = list(initContainers).filter((each) => fields(each)['restartPolicy'] === 'Always')
  const found = new Map<string, { port: number; protocol: Protocol }>()
  for (const container of [...list(containers), ...sidecars]) {
    for (const each of list(fields(container)['ports'])) {
      const { containerPort, protocol: written } = fields(each)
      const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((one) => one === (text(written) || 'TCP'))
      if (typeof containerPort === 'number' && portNumber(`${containerPort}`) && protocol)
        found.set(`${protocol} ${containerPort}`, { port: containerPort, protocol })
    }
  }
  return [...found.values()]
}
