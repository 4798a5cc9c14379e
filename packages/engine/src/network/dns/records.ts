import { labelsMatch } from '../../cluster/index.ts'
import { valueAt } from '../../yaml/index.ts'
import { hostnamesOf, isReady } from '../services/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { ipText } from '../world/ip.ts'
import { fields, list, type Source, text, textsIn } from '../world/source.ts'

/** What the cluster's DNS knows of a name in its zone. */
export type ZoneAnswer =
  | {
      readonly kind: 'service'
      readonly service: Source
      /** Empty where the addresses are not known, as in files. */
      readonly addresses: readonly string[]
    }
  | { readonly kind: 'alias'; readonly service: Source; readonly target: string }
  | { readonly kind: 'pod'; readonly addresses: readonly string[] }
  | { readonly kind: 'no data'; readonly because: string }
  | { readonly kind: 'no such name'; readonly because: string }

/** One address behind a headless Service. */
export interface Backend {
  readonly address: string | undefined
  readonly hostname: string | undefined
  readonly ready: boolean
}

/** Names of the cluster's zone, as the `kubernetes` plugin answers them. */
export class Records {
  readonly #services: ReadonlyMap<string, Source>
  readonly #namespaces: ReadonlySet<string>
  readonly #slices: ReadonlyMap<string, readonly Source[]>
  readonly #endpoints: ReadonlyMap<string, readonly Endpoint[]>

  constructor(sources: readonly Source[], endpoints: readonly Endpoint[]) {
    const services = sources.filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
    this.#services = new Map(services.map((each) => [`${each.namespace}/${each.name}`, each]))
    this.#namespaces = new Set(
      sources.map(({ kind, namespace, name }) => (kind === 'Namespace' ? name : namespace)).filter((each) => each),
    )
    this.#slices = Map.groupBy(
      sources.filter(({ kind }) => kind === 'EndpointSlice' || kind === 'Endpoints'),
      ({ kind, namespace, name, object }) =>
        `${namespace}/${kind === 'Endpoints' ? name : text(valueAt(object, ['metadata', 'labels', 'kubernetes.io/service-name']))}`,
    )
    this.#endpoints = Map.groupBy(
      endpoints.filter(({ kind }) => kind === 'pod'),
      ({ namespace }) => namespace,
    )
  }

  get services(): Iterable<Source> {
    return this.#services.values()
  }

  service(namespace: string, name: string): Source | undefined {
    return this.#services.get(`${namespace}/${name}`)
  }

  /**
   * The answer for addresses at a name, given without the zone and in lower case.
   * Source: kubernetes/dns docs/specification.md 1.1.0.
   */
  answer(relative: string, pods: 'disabled' | 'insecure' | 'verified'): ZoneAnswer {
    const labels = relative === '' ? [] : relative.split('.')
    const kind = labels.at(-1)
    if (kind === undefined) return { kind: 'no data', because: 'the zone itself has no address' }
    if (kind === 'pod' && labels.length <= 3) return this.#pod(labels.slice(0, -1), pods)
    const namespace = labels.at(-2)
    if (kind !== 'svc') return missing('only svc and pod are below the zone')
    if (namespace === undefined) return { kind: 'no data', because: 'svc itself has no address' }
    const name = labels.at(-3)
    if (name === undefined)
      return this.#namespaces.has(namespace)
        ? { kind: 'no data', because: `namespace ${namespace} itself has no address` }
        : missing(`there is no namespace ${namespace}`)
    const service = this.service(namespace, name)
    if (service === undefined) return missing(`there is no Service ${namespace}/${name}`)
    return this.#service(service, labels.slice(0, -3))
  }

  #service(service: Source, below: readonly string[]): ZoneAnswer {
    const title = `Service ${service.namespace}/${service.name}`
    const spec = fields(service.object['spec'])
    if (spec['type'] === 'ExternalName') {
      const target = text(spec['externalName']).replace(/\.$/, '')
      return below.length > 0 ? missing(`${title} is another name of ${target}`) : { kind: 'alias', service, target }
    }
    if (below.length === 2 && below.every((label) => label.startsWith('_')))
      return { kind: 'no data', because: 'the name of a port has SRV records only' }
    if (spec['clusterIP'] !== 'None') {
      if (below.length > 0) return missing(`${title} is not headless, so that nothing is below it`)
      const addresses = [...list(spec['clusterIPs']).map(text), text(spec['clusterIP'])].filter((each) => each !== '')
      return { kind: 'service', service, addresses: [...new Set(addresses)] }
    }
    const all = this.backends(service)
    if (all === undefined) return { kind: 'service', service, addresses: [] }
    const wanted = below.join('.')
    const isCalled = ({ hostname, address }: Backend) =>
      wanted === '' || (hostname ?? address?.replaceAll(/[.:]/g, '-')) === wanted
    const backends = all.filter(({ ready }) => ready)
    const meant = backends.filter(isCalled)
    if (wanted !== '' && meant.length === 0 && all.some(isCalled)) return missing(`${wanted} of ${title} is not ready`)
    if (backends.length === 0) return missing(`${title} is headless and has no ready endpoint`)
    if (meant.length === 0) return missing(`no endpoint of ${title} is called ${wanted}`)
    return { kind: 'service', service, addresses: meant.flatMap(({ address }) => (address ? [address] : [])) }
  }

  #pod([label = '', namespace, ...more]: readonly string[], pods: 'disabled' | 'insecure' | 'verified'): ZoneAnswer {
    if (label === '' || namespace === undefined || more.length > 0)
      return { kind: 'no data', because: 'there are only pods below pod' }
    if (pods === 'disabled') return missing('names of pods are not answered')
    const address =
      label.includes('--') || /[a-f]/.test(label) ? label.replaceAll('-', ':') : label.replaceAll('-', '.')
    const exists = this.#endpoints.get(namespace)?.some(({ ips }) => ips.some((ip) => ipText(ip) === address)) === true
    return pods === 'insecure' || exists
      ? { kind: 'pod', addresses: [address] }
      : missing(`no pod of namespace ${namespace} has the address ${address}`)
  }

  /** What is behind a Service; undefined where no object says, as for one without a selector in files. */
  backends(service: Source): readonly Backend[] | undefined {
    const slices = this.#slices.get(`${service.namespace}/${service.name}`)
    const publishes = valueAt(service.object, ['spec', 'publishNotReadyAddresses']) === true
    if (slices !== undefined) return slices.flatMap(({ kind, object }) => backendsIn(kind, object, publishes))
    const selector = textsIn(valueAt(service.object, ['spec', 'selector']))
    if (Object.keys(selector).length === 0) return undefined
    return this.selected(service).flatMap((endpoint) => podsFor(endpoint, service, publishes))
  }

  /** The pods, and templates of pods, that a Service selects. */
  selected(service: Source): readonly Endpoint[] {
    const selector = textsIn(valueAt(service.object, ['spec', 'selector']))
    if (Object.keys(selector).length === 0) return []
    const pods = this.#endpoints.get(service.namespace) ?? []
    return pods.filter(({ labels }) => labelsMatch(selector, labels))
  }
}

function missing(because: string): ZoneAnswer {
  return { kind: 'no such name', because }
}

function backendsIn(kind: string, object: Source['object'], publishes: boolean): Backend[] {
  if (kind === 'Endpoints')
    return list(object['subsets']).flatMap((subset) =>
      (['addresses', 'notReadyAddresses'] as const).flatMap((field) =>
        list(fields(subset)[field]).map((each) => ({
          address: text(fields(each)['ip']) || undefined,
          hostname: text(fields(each)['hostname']) || undefined,
          ready: publishes || field === 'addresses',
        })),
      ),
    )
  return list(object['endpoints']).map((each) => {
    const { addresses, hostname, conditions } = fields(each)
    return {
      address: text(list(addresses)[0]) || undefined,
      hostname: text(hostname) || undefined,
      // A condition that is not known counts as met (discovery.k8s.io/v1).
      ready: publishes || fields(conditions)['ready'] !== false,
    }
  })
}

/** The pod, or those that a template makes. */
function podsFor(endpoint: Endpoint, service: Source, publishes: boolean): Backend[] {
  const [ip] = endpoint.ips
  const ready = publishes || isReady(endpoint)
  return hostnamesOf(endpoint, service.name).map((hostname) => ({ address: ip && ipText(ip), hostname, ready }))
}
