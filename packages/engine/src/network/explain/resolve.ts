import { WarrantError } from '../../errors/index.ts'
import { type Dns, dnsOf } from '../dns/index.ts'
import type { Model } from '../network.ts'
import { Backends, entriesByService, type Entry, type Service, servicesOf } from '../services/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, ipText, parseIp } from '../world/ip.ts'
import type { Source } from '../world/source.ts'
import { askerOf, resolvedByDns } from './by-dns.ts'
import type { Resolved, Target } from './target.ts'
import { type WorkloadGroup, Workloads } from '../world/workloads.ts'

/** How a side is to be understood. */
export interface Asking {
  readonly side: 'from' | 'to'
  /** The namespace for names that have none. */
  readonly namespace: string | undefined
  /** The namespace of the other side, whose names a pod's resolver completes first. */
  readonly near?: string | undefined
  /** Whose resolver asks for a DNS name, where it is a pod's. */
  readonly asker?: Endpoint | undefined
}

interface Candidate {
  readonly kind: string
  readonly namespace: string
  readonly target: Target
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly Candidate[]>
  /** What stands between workloads and their pods: meant only where nothing else is called so. */
  readonly between: ReadonlyMap<string, readonly Candidate[]>
  readonly serviceAt: ReadonlyMap<string, Service>
  readonly endpointAt: ReadonlyMap<string, Endpoint>
}

/** Finds what people mean by the name of a workload, a pod, a Service, a node, an address or a DNS name. */
export class Resolver {
  readonly services: readonly Service[]
  readonly backends: Backends
  readonly workloads: Workloads
  readonly entriesOf: (service: Source) => readonly Entry[]
  readonly #model: Model
  /** Made when somebody first asks. */
  #known: Index | undefined
  #dns: Dns | undefined

  constructor(model: Model) {
    this.#model = model
    this.services = servicesOf(model.sources)
    this.backends = new Backends(model.sources, model.endpoints)
    this.workloads = new Workloads(model.sources, model.endpoints)
    this.entriesOf = entriesByService(model.sources)
  }

  get #index(): Index {
    return (this.#known ??= {
      byName: this.#candidatesByName(),
      between: Map.groupBy(this.workloads.between().map(candidateOf), ({ name }) => name),
      serviceAt: new Map(
        this.services.flatMap((service) =>
          [...service.clusterIPs, ...service.externalIPs].map((ip) => [ipText(ip), service] as const),
        ),
      ),
      endpointAt: new Map(
        this.#model.endpoints.flatMap((endpoint) =>
          endpoint.kind === 'node' || !endpoint.hostNetwork
            ? endpoint.ips.map((ip) => [ipText(ip), endpoint] as const)
            : [],
        ),
      ),
    })
  }

  /** @throws WarrantError `usage` for what is not in the input, or could be several. */
  find(text: string, asking: Asking): Resolved {
    if (text === '') throw new WarrantError('usage', 'a side of the question is empty')
    if (text === 'internet') return plain({ kind: 'internet', title: 'the internet' })
    const ip = parseIp(text)
    if (ip) return this.atAddress(ip)
    const written = /^(\w+) (\S+)$/.exec(text)
    if (written) return this.#named(text, [written[1] ?? '', ...(written[2] ?? '').split('/')], asking)
    if (text.includes('/')) return this.#named(text, text.split('/'), asking)
    const called = this.#candidates(text, asking.namespace, undefined)
    if (called.length === 0 && text.includes('.')) return this.#byDns(text, asking)
    return this.#named(text, [text], asking)
  }

  atAddress(ip: Ip): Resolved {
    const title = ipText(ip)
    const service = this.#index.serviceAt.get(title)
    if (service)
      return {
        target: { kind: 'service', title: service.title, service },
        notes: [`${title} is the address of ${service.title}`],
      }
    const endpoint = this.#index.endpointAt.get(title)
    if (endpoint)
      return {
        target: { kind: 'endpoints', title: endpoint.title, endpoints: [endpoint], ip },
        notes: [`${title} is the address of ${endpoint.title}`],
      }
    return plain({ kind: 'address', title, ip })
  }

  /** `name`, `namespace/name`, `kind/name` or `kind/namespace/name`. */
  #named(text: string, parts: readonly string[], asking: Asking): Resolved {
    const [first = '', second = '', third] = parts
    let found: Candidate[]
    if (third !== undefined) found = this.#candidates(third, second, first)
    else if (parts.length === 2) {
      found = this.#candidates(second, first, undefined)
      if (found.length === 0) found = this.#nearest(second, first, asking)
    } else found = this.#nearest(first, undefined, asking)
    return this.#choose(text, found, asking)
  }

  #nearest(name: string, kind: string | undefined, { namespace, near }: Asking): Candidate[] {
    if (namespace !== undefined) return this.#candidates(name, namespace, kind)
    const close = near === undefined ? [] : this.#candidates(name, near, kind)
    return close.length > 0 ? close : this.#candidates(name, undefined, kind)
  }

  #candidates(name: string, namespace: string | undefined, kind: string | undefined): Candidate[] {
    const isMeant = (each: Candidate) =>
      // A node has no namespace: it is meant wherever it is named.
      (namespace === undefined || each.namespace === namespace || each.kind === 'Node') &&
      (kind === undefined || isKind(each.kind, kind))
    const found = this.#index.byName.get(name)?.filter(isMeant) ?? []
    return found.length > 0 ? found : (this.#index.between.get(name)?.filter(isMeant) ?? [])
  }

  #candidatesByName(): Map<string, Candidate[]> {
    const byName = new Map<string, Candidate[]>()
    const add = (name: string, candidate: Candidate) => {
      const known = byName.get(name)
      if (known === undefined) byName.set(name, [candidate])
      else if (!known.some(({ target }) => target.title === candidate.target.title)) known.push(candidate)
    }
    for (const service of this.services) {
      const { name, namespace, title } = service
      add(name, { kind: 'Service', namespace, target: { kind: 'service', title, service } })
    }
    for (const group of this.workloads.all()) add(group.workload.name, candidateOf(group))
    for (const endpoint of this.#model.endpoints) {
      const { source, name, namespace, title } = endpoint
      if (source.kind === 'Pod')
        add(name, { kind: 'Pod', namespace, target: { kind: 'endpoints', title, endpoints: [endpoint] } })
    }
    return byName
  }

  #choose(text: string, found: readonly Candidate[], { side }: Asking): Resolved {
    const isService = ({ kind }: Candidate) => kind === 'Service'
    // Who connects is a workload; what is connected to is called by its Service.
    const preferred = found.filter((each) => isService(each) === (side === 'to'))
    const rest = found.filter((each) => !preferred.includes(each))
    const chosen = preferred.length > 0 ? preferred : rest
    const [only, ...more] = chosen
    if (only === undefined) throw new WarrantError('usage', `there is nothing called ${text} in the input`)
    if (more.length > 0) {
      const all = chosen.map(({ target }) => target.title)
      const most = 5
      const listed = [...all.slice(0, most), ...(all.length > most ? [`${all.length - most} more`] : [])].join(', ')
      throw new WarrantError('usage', `${text} may be ${listed}: write KIND/NAMESPACE/NAME`)
    }
    return plain(only.target)
  }

  /** A name as the resolver of who asks hears of it. */
  #byDns(text: string, { asker, near, namespace }: Asking): Resolved {
    const from = askerOf(asker, near ?? namespace)
    return resolvedByDns(this, this.dns, from, text, (ip) => this.atAddress(ip))
  }

  get dns(): Dns {
    return (this.#dns ??= dnsOf(this.#model))
  }

  service(name: string, namespace: string): Service | undefined {
    return this.services.find((each) => each.name === name && each.namespace === namespace)
  }
}

function candidateOf({ workload, endpoints }: WorkloadGroup): Candidate & { readonly name: string } {
  const { kind, name, namespace, title } = workload
  return { kind, name, namespace, target: { kind: 'endpoints', title, endpoints } }
}

function plain(target: Target): Resolved {
  return { target, notes: [] }
}

const short: Readonly<Record<string, string>> = {
  po: 'pod',
  svc: 'service',
  no: 'node',
  deploy: 'deployment',
  sts: 'statefulset',
  ds: 'daemonset',
  rs: 'replicaset',
  rc: 'replicationcontroller',
  cj: 'cronjob',
}

/** Whether a kind is called so: in full, in plural, or short as kubectl has it. */
function isKind(kind: string, word: string): boolean {
  const lower = word.toLowerCase()
  const own = kind.toLowerCase()
  return own === lower || `${own}s` === lower || short[lower] === own
}
