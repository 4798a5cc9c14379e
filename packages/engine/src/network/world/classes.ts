import type { LabelSelector } from '../../cluster/index.ts'
import { addAll, addBit, type Bits, emptyBits, fullBits, keepOnly } from '../bits.ts'
import type { LabelKind, Peer, Policy, Term } from '../policy/policy.ts'
import type { Endpoint } from './endpoints.ts'
import type { IpGroup, IpIndex } from './ip-index.ts'
import type { Ip } from './ip.ts'
import { SelectorIndex } from './selector-index.ts'

type Labels = Readonly<Record<string, string>>

/** Endpoints, or addresses outside, that no policy tells apart. */
export interface EndpointClass {
  readonly id: number
  readonly kind: 'pod' | 'host pod' | 'node' | 'external'
  readonly namespace: string
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
}

/** Endpoints by class, and which classes a selector means. */
export class Classes {
  readonly all: readonly EndpointClass[]
  readonly #input: ClassInput
  readonly #byFace = new Map<Endpoint, Map<number, EndpointClass>>()
  readonly #external = new Map<number, EndpointClass>()
  readonly #selectors: Readonly<Record<LabelKind | 'node', SelectorIndex>>
  readonly #ofKind: Readonly<Record<EndpointClass['kind'], Bits>>
  readonly #inNamespace = new Map<string, Bits>()
  readonly #blocks = new Map<number, Bits>()

  constructor(input: ClassInput) {
    this.#input = input
    const used = usedIn(input.policies)
    const classes: (EndpointClass & { readonly members: Endpoint[] })[] = []
    const known = new Map<string, (typeof classes)[number]>()
    const add = (endpoint: Endpoint, ips: IpGroup | undefined) => {
      const kind = endpoint.kind === 'node' ? 'node' : endpoint.hostNetwork ? 'host pod' : 'pod'
      const ports = [...endpoint.ports]
        .filter(([key]) => used.portNames.has(key.slice(key.indexOf('/') + 1)))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
      const key = [
        kind,
        endpoint.namespace,
        kind === 'pod' ? '' : endpoint.node,
        ips?.id,
        used.accounts ? endpoint.serviceAccount : '',
        ports.join(),
        pick(endpoint.labels, kind === 'node' ? used.nodeLabels : used.podLabels),
      ].join('\0')
      let found = known.get(key)
      if (found === undefined) {
        found = { id: classes.length, kind, namespace: endpoint.namespace, members: [], ips, ports: new Map(ports) }
        known.set(key, found)
        classes.push(found)
      }
      found.members.push(endpoint)
      return found
    }
    for (const endpoint of input.endpoints) {
      const faces = new Map<number, EndpointClass>()
      this.#byFace.set(endpoint, faces)
      for (const ip of endpoint.ips)
        if (!faces.has(ip.family)) faces.set(ip.family, add(endpoint, input.ipIndex.groupOf(ip)))
      if (faces.size === 0) faces.set(0, add(endpoint, undefined))
    }
    for (const group of input.ipIndex.groups) {
      const external: EndpointClass & { readonly members: Endpoint[] } = {
        id: classes.length,
        kind: 'external',
        namespace: '',
        members: [],
        ips: group,
        ports: new Map(),
      }
      classes.push(external)
      this.#external.set(group.id, external)
    }
    this.all = classes
    const size = classes.length
    const labelsBy = (labelsOf: (endpoint: Endpoint) => Labels) =>
      new SelectorIndex(
        size,
        classes.map(({ members: [sample] }) => (sample ? labelsOf(sample) : {})),
      )
    const nodeLabels = new Map(
      input.endpoints.filter(({ kind }) => kind === 'node').map(({ name, labels }) => [name, labels]),
    )
    this.#selectors = {
      pod: labelsBy(({ labels }) => labels),
      node: labelsBy(({ kind, labels, node }) => (kind === 'node' ? labels : (nodeLabels.get(node ?? '') ?? {}))),
      namespace: labelsBy(({ namespace }) => input.namespaceLabels(namespace)),
      identity: labelsBy((endpoint) => identityLabels(endpoint, input.namespaceLabels(endpoint.namespace))),
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

  /** The class of an address that no endpoint has. */
  ofAddress(ip: Ip): EndpointClass | undefined {
    return this.#external.get(this.#input.ipIndex.groupOf(ip).id)
  }

  /** Pods with an address of their own that all terms match, and those on the network of their node. */
  selected(terms: readonly Term[]): { readonly pods: Bits; readonly hostPods: Bits } {
    const pods = this.#ofKind.pod.slice()
    const hostPods = this.#ofKind['host pod'].slice()
    for (const { labels, selector } of terms) {
      const matching = this.#selectors[labels].matching(selector)
      keepOnly(pods, matching)
      keepOnly(hostPods, matching)
    }
    return { pods, hostPods }
  }

  /** Nodes, and the pods on their networks, which have no other address. */
  nodes(selector: LabelSelector): Bits {
    const nodes = this.#ofKind.node.slice()
    addAll(nodes, this.#ofKind['host pod'])
    keepOnly(nodes, this.#selectors.node.matching(selector))
    return nodes
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
  inBlock(cidr: string, except: readonly string[], inCluster: boolean): Bits {
    const number = this.#input.ipIndex.numberOf({ cidr, except })
    if (number === undefined) return emptyBits(this.all.length)
    let found = this.#blocks.get(number)
    if (found === undefined) {
      const whole = this.#input.ipIndex.wholeOf(4).has(number)
      found = this.#where(({ ips }) => (ips ? ips.blocks.has(number) : whole))
      this.#blocks.set(number, found)
    }
    if (inCluster) return found
    const outside = found.slice()
    keepOnly(outside, this.#ofKind.external)
    return outside
  }

  entity(entity: Extract<Peer, { kind: 'entity' }>['entity']): Bits {
    if (entity === 'none') return emptyBits(this.all.length)
    if (entity === 'all') return fullBits(this.all.length)
    return this.#where(({ kind }) =>
      entity === 'world'
        ? kind === 'external'
        : entity === 'cluster'
          ? kind !== 'external'
          : kind === 'node' || kind === 'host pod',
    )
  }

  #where(isIn: (each: EndpointClass) => boolean): Bits {
    const bits = emptyBits(this.all.length)
    for (const each of this.all) if (isIn(each)) addBit(bits, each.id)
    return bits
  }
}

/** The labels that Cilium knows an endpoint by, without the prefix of their source. */
export function identityLabels({ labels, namespace, serviceAccount }: Endpoint, ofNamespace: Labels): Labels {
  return {
    ...labels,
    ...Object.fromEntries(
      Object.entries(ofNamespace).map(([key, value]) => [`io.cilium.k8s.namespace.labels.${key}`, value]),
    ),
    'io.kubernetes.pod.namespace': namespace,
    'io.cilium.k8s.policy.serviceaccount': serviceAccount,
  }
}

/** What policies look at: everything else cannot make a difference. */
function usedIn(policies: readonly Policy[]) {
  const podLabels = new Set<string>()
  const nodeLabels = new Set<string>()
  const portNames = new Set<string>()
  let accounts = false
  const see = (into: Set<string>, { matchLabels, matchExpressions }: LabelSelector) => {
    for (const key of Object.keys(matchLabels ?? {})) into.add(key)
    for (const { key } of matchExpressions ?? []) if (key !== undefined) into.add(key)
  }
  const seeTerms = (terms: readonly Term[]) => {
    for (const { labels, selector } of terms) {
      if (labels !== 'namespace') see(podLabels, selector)
      if (labels === 'identity') accounts = true
    }
  }
  for (const { subject, ingress, egress } of policies) {
    if ('pods' in subject) seeTerms(subject.pods)
    else see(nodeLabels, subject.nodes)
    for (const { peers = [], ports = [] } of [...(ingress?.rules ?? []), ...(egress?.rules ?? [])]) {
      for (const peer of peers) {
        if (peer.kind === 'pods') seeTerms(peer.terms)
        if (peer.kind === 'nodes') see(nodeLabels, peer.selector)
      }
      for (const port of ports) if ('portName' in port) portNames.add(port.portName)
    }
  }
  return { podLabels, nodeLabels, portNames, accounts }
}

function pick(labels: Labels, keys: ReadonlySet<string>): string {
  return Object.entries(labels)
    .filter(([key]) => keys.has(key))
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join()
}
