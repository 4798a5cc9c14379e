import { indexByLabel, type LabelIndex } from '../../cluster/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, parseIp } from '../world/ip.ts'
import { fields, labelsOf, list, type Source, text } from '../world/source.ts'
import type { Service, ServicePort } from './service.ts'

/** Where a Service leads at one of its ports. */
export interface Backend {
  /** Undefined for an address that nothing in the cluster has. */
  readonly endpoint: Endpoint | undefined
  readonly ip: Ip | undefined
  /** Undefined where the pod gives no port the name that the Service asks for. */
  readonly port: number | undefined
  readonly protocol: Protocol
  readonly ready: boolean
}

/** Finds what Services lead to: pods by their selector, or the endpoints that somebody wrote. */
export class Backends {
  readonly #pods: LabelIndex<Endpoint>
  readonly #byIp = new Map<string, Endpoint>()
  readonly #slices = new Map<string, Source[]>()
  readonly #endpoints = new Map<string, Source>()

  constructor(sources: readonly Source[], endpoints: readonly Endpoint[]) {
    this.#pods = indexByLabel(
      endpoints.filter(({ kind }) => kind === 'pod'),
      ({ namespace }) => namespace,
      ({ labels }) => labels,
    )
    for (const endpoint of endpoints)
      for (const ip of endpoint.ips)
        if (endpoint.kind === 'node' || !endpoint.hostNetwork) this.#byIp.set(ipKey(ip), endpoint)
    for (const source of sources) {
      const { kind, namespace, name, object } = source
      if (kind === 'EndpointSlice') {
        const key = `${namespace}/${labelsOf(object)['kubernetes.io/service-name'] ?? ''}`
        const known = this.#slices.get(key)
        if (known) known.push(source)
        else this.#slices.set(key, [source])
      } else if (kind === 'Endpoints') this.#endpoints.set(`${namespace}/${name}`, source)
    }
  }

  /** What answers at a port of a Service. */
  of(service: Service, port: ServicePort): Backend[] {
    if (service.externalName !== undefined) return []
    return service.selector === undefined ? this.#written(service, port) : this.#selected(service, port)
  }

  #selected(service: Service, port: ServicePort): Backend[] {
    return this.selectedBy(service).map((endpoint) => ({
      endpoint,
      ip: undefined,
      port: targetAt(endpoint, port),
      protocol: port.protocol,
      ready: isReady(endpoint),
    }))
  }

  /** The pods that a Service selects; for one without a selector, all of its namespace, as its endpoints may be any. */
  selectedBy({ selector, namespace }: Pick<Service, 'selector' | 'namespace'>): readonly Endpoint[] {
    return selector === undefined ? this.podsIn(namespace) : this.#pods.selectedByLabels(namespace, selector)
  }

  podsIn(namespace: string): readonly Endpoint[] {
    return this.#pods.inNamespace(namespace)
  }

  /** Slices count; an Endpoints object is what they are mirrored from, and counts where there are none. */
  #written({ namespace, name }: Service, port: ServicePort): Backend[] {
    const key = `${namespace}/${name}`
    const slices = this.#slices.get(key) ?? []
    const sets =
      slices.length > 0
        ? slices.map(({ object }) => ({
            ports: list(object['ports']),
            hosts: list(object['endpoints']).flatMap((each) => {
              const { addresses, conditions } = fields(each)
              const ready = fields(conditions)['ready'] !== false
              return list(addresses).map((address) => ({ address: text(address), ready }))
            }),
          }))
        : list(valueAt(this.#endpoints.get(key)?.object ?? {}, ['subsets'])).map((each) => {
            const { addresses, notReadyAddresses, ports } = fields(each)
            const hosts = (from: unknown, ready: boolean) =>
              list(from).map((address) => ({ address: text(fields(address)['ip']), ready }))
            return { ports: list(ports), hosts: [...hosts(addresses, true), ...hosts(notReadyAddresses, false)] }
          })
    const found = new Map<string, Backend>()
    for (const { ports, hosts } of sets) {
      for (const each of ports) {
        const { name: portName, port: number, protocol } = fields(each)
        if (text(portName) !== port.name || (text(protocol) || 'TCP') !== port.protocol) continue
        for (const { address, ready } of hosts) {
          const ip = parseIp(address)
          if (ip === undefined || typeof number !== 'number') continue
          const backend = { endpoint: this.#byIp.get(ipKey(ip)), ip, port: number, protocol: port.protocol, ready }
          found.set(`${ipKey(ip)} ${number}`, backend)
        }
      }
    }
    return [...found.values()]
  }
}

/** The number that a Service's port stands for at a pod. */
export function targetAt(endpoint: Endpoint, { targetPort, protocol }: ServicePort): number | undefined {
  return typeof targetPort === 'number' ? targetPort : endpoint.ports.get(`${protocol}/${targetPort}`)
}

/** What a template makes counts as ready; of a pod, its status tells, where it has one. */
export function isReady({ source }: Endpoint): boolean {
  if (source.kind !== 'Pod') return true
  const conditions = list(valueAt(source.object, ['status', 'conditions'])).map(fields)
  const ready = conditions.find(({ type }) => type === 'Ready')
  return ready === undefined || ready['status'] === 'True'
}

function ipKey({ family, value }: Ip): string {
  return `${family} ${value}`
}
