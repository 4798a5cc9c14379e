import type { LabelSelector } from '../../cluster/index.ts'
import { addAll, addBit, type Bits, bitsOf, emptyBits, fullBits, keepOnly } from '../bits.ts'
import type { Entity, LabelKind, Policy, Term } from '../policy/policy.ts'
import type { Endpoint } from './endpoints.ts'
import type { IpGroup, IpIndex } from './ip-index.ts'
import type { Ip } from './ip.ts'
import { identityLabels } from './identity.ts'
import { type NamedPort, namedPortsOf } from './named-ports.ts'
import { SelectorIndex } from './selector-index.ts'
import { picked, usedIn } from './used.ts'

type Labels = Readonly<Record<string, string>>

/** Endpoints, or addresses outside, that no policy tells apart. */
export interface EndpointClass {
  readonly id: number
  readonly kind: 'pod' | 'host pod' | 'node' | 'external'
  readonly namespace: string
  /** The node that they are on, where that makes a difference. */
  readonly node: string | undefined
  /** For an external one, none. */
  readonly members: readonly Endpoint[]
  /** The addresses that it stands for; undefined for endpoints whose address is not known. */
  readonly ips: IpGroup | undefined
  /** Numbers of named ports, by `PROTOCOL/name`, as far as policies name them. */
  readonly ports: ReadonlyMap<string, number>
}

export interface ClassInput {
  readonly endpoints: readonly Endpoint[]
  readonly policies: readonly Policy[]
  readonly namespaceLabels: (namespace: string) => Labels
  readonly ipIndex: IpIndex
  /** What the cluster calls itself, for selectors that name clusters. */
  readonly clusterName: string
}

/** A class while it is made. */
type Made = Omit<EndpointClass, 'id'> & { id: number; readonly members: Endpoint[] }

const kindOrder = { pod: 0, 'host pod': 1, node: 2 } as const

/** Endpoints by class, and which classes a selector means. */
export class Classes {
  readonly all: readonly EndpointClass[]
  readonly #input: ClassInput
  /** By family, the first address of each; by further addresses, which nodes may have. */
  readonly #byFace = new Map<Endpoint, Map<number | string, EndpointClass>>()
  readonly #external = new Map<number, EndpointClass>()
  #outside: readonly EndpointClass[] | undefined
  /** Made when first asked. */
  readonly #selectors: Readonly<Record<LabelKind | 'node', () => SelectorIndex>>
  readonly #ofKind: Readonly<Record<EndpointClass['kind'], Bits>>
  readonly #inNamespace = new Map<string, Bits>()
  readonly #blocks = new Map<number, Bits>()
  readonly #selected = new Map<string, { readonly pods: Bits; readonly hostPods: Bits }>()
  #withPort: ReadonlyMap<string, readonly NamedPort[]> | undefined
  readonly #ofFamily = new Map<4 | 6, Bits>()
  /** Ids of classes by the block that their addresses are in. */
  readonly #inBlocks: number[][] = []
  readonly #withoutAddress: number[] = []

  constructor(input: ClassInput) {
    this.#input = input
    const used = usedIn(input.policies)
    const known = new Map<string, Made>()
    const add = (endpoint: Endpoint, ips: IpGroup | undefined) => {
      const kind = endpoint.kind === 'node' ? 'node' : endpoint.hostNetwork ? 'host pod' : 'pod'
      const ports = [...endpoint.ports]
        .filter(([key]) => used.portNames.has(key.slice(key.indexOf('/') + 1)))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
      const node = kind === 'pod' && !used.hosts ? undefined : endpoint.node
      const key = [
        kindOrder[kind],
        endpoint.namespace,
        picked(endpoint.labels, kind === 'node' ? used.nodeLabels : used.podLabels),
        ports.join(),
        used.accounts ? endpoint.serviceAccount : '',
        node,
        ips?.id,
      ].join('\0')
      let found = known.get(key)
      if (found === undefined) {
        const { namespace } = endpoint
        found = { id: -1, kind, namespace, node, members: [], ips, ports: new Map(ports) }
        known.set(key, found)
      }
      found.members.push(endpoint)
      return found
    }
    for (const endpoint of input.endpoints) {
      const faces = new Map<number | string, EndpointClass>()
      this.#byFace.set(endpoint, faces)
      for (const ip of endpoint.ips) {
        const own = add(endpoint, input.ipIndex.groupOf(ip))
        if (faces.has(ip.family)) faces.set(`${ip.family} ${ip.value}`, own)
        else faces.set(ip.family, own)
      }
      if (faces.size === 0) faces.set(0, add(endpoint, undefined))
    }
    // In order of what they are like: neighbours are judged alike, which spares the memory where all are looked at.
    const classes = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each)
    for (const [id, each] of classes.entries()) each.id = id
    for (const group of input.ipIndex.groups) {
      const external: Made = {
        id: classes.length,
        kind: 'external',
        namespace: '',
        node: undefined,
        members: [],
        ips: group,
        ports: new Map(),
      }
      classes.push(external)
      this.#external.set(group.id, external)
    }
    this.all = classes
    for (const { id, ips } of classes) {
      if (ips === undefined) this.#withoutAddress.push(id)
      else for (const block of ips.blocks) (this.#inBlocks[block] ??= []).push(id)
    }
    const size = classes.length
    const labelsBy = (labelsOf: (endpoint: Endpoint) => Labels) => {
      let index: SelectorIndex | undefined
      return () =>
        (index ??= new SelectorIndex(
          size,
          classes.map(({ members: [sample] }) => (sample ? labelsOf(sample) : {})),
        ))
    }
    const nodeLabels = new Map(
      input.endpoints.filter(({ kind }) => kind === 'node').map(({ name, labels }) => [name, labels]),
    )
    this.#selectors = {
      pod: labelsBy(({ labels }) => labels),
      node: labelsBy(({ kind, labels, node }) => (kind === 'node' ? labels : (nodeLabels.get(node ?? '') ?? {}))),
      namespace: labelsBy(({ namespace }) => input.namespaceLabels(namespace)),
      identity: labelsBy((endpoint) =>
        identityLabels(endpoint, input.namespaceLabels(endpoint.namespace), input.clusterName),
      ),
    }
    const ofKind = (kind: EndpointClass['kind']) => this.#where((each) => each.kind === kind)
    this.#ofKind = {
      pod: ofKind('pod'),
      'host pod': ofKind('host pod'),
      node: ofKind('node'),
      external: ofKind('external'),
    }
  }

  /** The class of an endpoint at an address of a family; at its first address when no family is given. */
  of(endpoint: Endpoint, family?: 4 | 6): EndpointClass | undefined {
    const faces = this.#byFace.get(endpoint)
    if (family !== undefined) return faces?.get(family) ?? faces?.get(0)
    return faces?.values().next().value
  }

  /** The class of an endpoint at one of its addresses. */
  at(endpoint: Endpoint, { family, value }: Ip): EndpointClass | undefined {
    return this.#byFace.get(endpoint)?.get(`${family} ${value}`) ?? this.of(endpoint, family)
  }

  /** The different classes of an endpoint at its addresses. */
  facesOf(endpoint: Endpoint): readonly EndpointClass[] {
    return [...new Set(this.#byFace.get(endpoint)?.values())]
  }

  /** The class of an address that no endpoint has. */
  ofAddress(ip: Ip): EndpointClass | undefined {
    return this.#external.get(this.#input.ipIndex.groupOf(ip).id)
  }

  /** The classes of all addresses that no endpoint has; without those of which endpoints have every one. */
  get external(): readonly EndpointClass[] {
    return (this.#outside ??= this.#findOutside())
  }

  #findOutside(): readonly EndpointClass[] {
    const { ipIndex, endpoints } = this.#input
    const taken = new Map(endpoints.flatMap(({ ips }) => ips.map((ip) => [`${ip.family} ${ip.value}`, ip] as const)))
    const takenIn = new Map<number, bigint>()
    for (const ip of taken.values()) {
      const { id } = ipIndex.groupOf(ip)
      takenIn.set(id, (takenIn.get(id) ?? 0n) + 1n)
    }
    return [...this.#external.values()].filter(({ ips }) => {
      const size = ips?.ranges.reduce((sum, { first, last }) => sum + last - first + 1n, 0n)
      return size !== takenIn.get(ips?.id ?? -1)
    })
  }

  /** Pods with an address of their own that all terms match, and those on the network of their node. */
  selected(terms: readonly Term[]): { readonly pods: Bits; readonly hostPods: Bits } {
    const key = JSON.stringify(terms)
    const known = this.#selected.get(key)
    if (known) return known
    const pods = this.#ofKind.pod.slice()
    const hostPods = this.#ofKind['host pod'].slice()
    for (const { labels, selector } of terms) {
      const matching = this.#selectors[labels]().matching(selector)
      keepOnly(pods, matching)
      keepOnly(hostPods, matching)
    }
    const found = { pods, hostPods }
    this.#selected.set(key, found)
    return found
  }

  /** Nodes, and the pods on their networks, which have no other address. */
  nodes(selector: LabelSelector): Bits {
    const nodes = this.#ofKind.node.slice()
    addAll(nodes, this.#ofKind['host pod'])
    keepOnly(nodes, this.#selectors.node().matching(selector))
    return nodes
  }

  /** Classes of pods on the network of their node. */
  get hostPods(): Bits {
    return this.#ofKind['host pod']
  }

  /** Classes that give a port this name, by its number and protocol. */
  withPort(name: string): readonly NamedPort[] {
    this.#withPort ??= namedPortsOf(this.all)
    return this.#withPort.get(name) ?? []
  }

  /** Classes with addresses of a family, and those of which none is known. */
  ofFamily(family: 4 | 6): Bits {
    let found = this.#ofFamily.get(family)
    if (found === undefined) {
      found = this.#where(({ ips }) => ips === undefined || ips.family === family)
      this.#ofFamily.set(family, found)
    }
    return found
  }

  inNamespace(namespace: string): Bits {
    let found = this.#inNamespace.get(namespace)
    if (found === undefined) {
      found = this.#where((each) => each.kind !== 'external' && each.namespace === namespace)
      this.#inNamespace.set(namespace, found)
    }
    return found
  }

  /** Classes with addresses in a block. An address that is not known is only in a block that holds them all. */
  inBlock(cidr: string, except: readonly string[], inCluster: boolean | 'nodes'): Bits {
    const number = this.#input.ipIndex.numberOf({ cidr, except })
    if (number === undefined) return emptyBits(this.all.length)
    let found = this.#blocks.get(number)
    if (found === undefined) {
      const whole = this.#input.ipIndex.wholeOf(4).has(number)
      found = bitsOf(this.all.length, [...(this.#inBlocks[number] ?? []), ...(whole ? this.#withoutAddress : [])])
      this.#blocks.set(number, found)
    }
    if (inCluster === true) return found
    const meant = this.#ofKind.external.slice()
    if (inCluster === 'nodes') {
      addAll(meant, this.#ofKind.node)
      addAll(meant, this.#ofKind['host pod'])
    }
    keepOnly(meant, found)
    return meant
  }

  /** Of `host` and `remote-node`, which depend on who asks, all nodes that may be either. */
  entity(entity: Entity): Bits {
    if (entity === 'none') return emptyBits(this.all.length)
    if (entity === 'all') return fullBits(this.all.length)
    return this.#where(({ kind, ips }) => {
      if (entity === 'cluster') return kind !== 'external'
      if (entity === 'world') return kind === 'external'
      if (entity === 'world-ipv4' || entity === 'world-ipv6')
        return kind === 'external' && ips?.family === (entity === 'world-ipv4' ? 4 : 6)
      return kind === 'node' || kind === 'host pod'
    })
  }

  #where(isIn: (each: EndpointClass) => boolean): Bits {
    const bits = emptyBits(this.all.length)
    for (const each of this.all) if (isIn(each)) addBit(bits, each.id)
    return bits
  }
}
