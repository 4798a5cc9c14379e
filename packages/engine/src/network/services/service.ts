import { valueAt } from '../../yaml/index.ts'
import { type Protocol, protocols } from '../policy/policy.ts'
import { type Ip, parseIp } from '../world/ip.ts'
import { fields, list, type Source, text, textsIn } from '../world/source.ts'
import type { Path } from '../../yaml/index.ts'

export interface ServicePort {
  /** Empty for one without a name. */
  readonly name: string
  readonly port: number
  readonly protocol: Protocol
  /** The pod's port, by number or by the name that the pod gives it; without one it is the Service's own number. */
  readonly targetPort: number | string
  readonly nodePort: number | undefined
  readonly path: Path
}

export interface Service {
  readonly source: Source
  readonly title: string
  readonly namespace: string
  readonly name: string
  readonly type: string
  /** Whether its name stands for its endpoints, and not for an address of its own. */
  readonly headless: boolean
  readonly clusterIPs: readonly Ip[]
  readonly externalIPs: readonly Ip[]
  /** Undefined where somebody else keeps the endpoints. */
  readonly selector: Readonly<Record<string, string>> | undefined
  readonly ports: readonly ServicePort[]
  /** The name that it stands for. */
  readonly externalName: string | undefined
  /** Whether endpoints that are not ready are given out too. */
  readonly publishesNotReady: boolean
}

/** Reads the Services of a cluster. */
export function servicesOf(sources: readonly Source[]): Service[] {
  return sources.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1').map(serviceOf)
}

function serviceOf(source: Source): Service {
  const { namespace, name, object } = source
  const spec = fields(object['spec'])
  const type = text(spec['type']) || 'ClusterIP'
  const selector = textsIn(spec['selector'])
  const clusterIPs = [text(spec['clusterIP']), ...list(spec['clusterIPs']).map(text)]
  const ingress = list(valueAt(object, ['status', 'loadBalancer', 'ingress'])).map((each) => text(fields(each)['ip']))
  return {
    source,
    title: `Service ${namespace}/${name}`,
    namespace,
    name,
    type,
    headless: clusterIPs.includes('None') && type !== 'ExternalName',
    clusterIPs: type === 'ExternalName' ? [] : ips(clusterIPs),
    externalIPs: type === 'ExternalName' ? [] : ips([...list(spec['externalIPs']).map(text), ...ingress]),
    selector: Object.keys(selector).length > 0 && type !== 'ExternalName' ? selector : undefined,
    ports: list(spec['ports']).flatMap((port, i) => portOf(fields(port), ['spec', 'ports', i])),
    externalName: type === 'ExternalName' ? text(spec['externalName']) || undefined : undefined,
    publishesNotReady: spec['publishNotReadyAddresses'] === true,
  }
}

function portOf(value: Readonly<Record<string, unknown>>, path: Path): ServicePort[] {
  const { name, port, protocol: written, targetPort, nodePort } = value
  const protocol = text(written) === '' ? 'TCP' : protocols.find((each) => each === written)
  if (typeof port !== 'number' || protocol === undefined) return []
  return [
    {
      name: text(name),
      port,
      protocol,
      targetPort: targetOf(targetPort) ?? port,
      nodePort: typeof nodePort === 'number' && nodePort > 0 ? nodePort : undefined,
      path,
    },
  ]
}

/** Zero and empty text are not given, as the API server defaults them. */
function targetOf(target: unknown): number | string | undefined {
  if (typeof target === 'number' && target > 0) return target
  return text(target) || undefined
}

function ips(texts: readonly string[]): Ip[] {
  const found = new Map<string, Ip>()
  for (const each of texts) {
    const ip = each === '' || each === 'None' ? undefined : parseIp(each)
    if (ip) found.set(`${ip.family} ${ip.value}`, ip)
  }
  return [...found.values()]
}
