import { addAll, addBit, type Bits, emptyBits, fullBits, hasBit } from './bits.ts'
import type { FlowDirection, NamePattern, Policy, PortMatch, Rule } from './policy/policy.ts'
import type { Classes, EndpointClass } from './world/classes.ts'
import type { PortIndex } from './world/port-index.ts'

/** A policy with its selectors resolved to classes. */
export interface CompiledPolicy {
  readonly policy: Policy
  readonly subjects: Bits
  /** Pods on their node's network that it would be about, where an implementation tells them apart. */
  readonly hostSubjects: Bits
  readonly ingress: CompiledDirection | undefined
  readonly egress: CompiledDirection | undefined
}

export interface CompiledDirection {
  readonly owner: Policy
  readonly isolates: boolean
  readonly rules: readonly CompiledRule[]
}

export interface CompiledRule {
  readonly owner: Policy
  readonly rule: Rule
  readonly peers: Bits
  /** Pods on their node's network that it would mean too, where an implementation tells them apart. */
  readonly hostPeers: Bits | undefined
  /** Nodes that it means only where the subject is on them, or only where it is not. */
  readonly onNodes: { readonly same: boolean } | undefined
  /** Names outside the cluster that it means. */
  readonly names: readonly NamePattern[]
  readonly ports: CompiledPorts
}

export interface CompiledPorts {
  readonly fixed: Bits
  /** Those that it means at addresses of one family alone. */
  readonly families: readonly { readonly family: 4 | 6; readonly bits: Bits }[]
  readonly named: readonly Extract<PortMatch, { portName: string }>[]
}

export function compilePolicies(policies: readonly Policy[], classes: Classes, portIndex: PortIndex): CompiledPolicy[] {
  const size = classes.all.length
  return policies.map((policy): CompiledPolicy => {
    const compile = (direction: FlowDirection): CompiledDirection | undefined => {
      const own = policy[direction]
      return own && { owner: policy, isolates: own.isolates, rules: own.rules.map((rule) => compileRule(policy, rule)) }
    }
    const { subject } = policy
    const subjects = 'pods' in subject ? classes.selected(subject.pods) : { pods: classes.nodes(subject.nodes) }
    // What is on the network of its node is no subject of a policy that says so of itself.
    const hostSubjects = 'hostPods' in subjects && policy.kind === 'NetworkPolicy' ? subjects.hostPods : emptyBits(size)
    return { policy, subjects: subjects.pods, hostSubjects, ingress: compile('ingress'), egress: compile('egress') }
  })

  function compileRule(owner: Policy, rule: Rule): CompiledRule {
    const ports = compilePorts(rule.ports)
    if (rule.peers === undefined)
      return { owner, rule, peers: fullBits(size), hostPeers: undefined, onNodes: undefined, names: [], ports }
    const peers = emptyBits(size)
    let hostPeers: Bits | undefined
    let same = false
    let other = false
    const names: NamePattern[] = []
    for (const peer of rule.peers) {
      if (peer.kind === 'pods') {
        const found = classes.selected(peer.terms)
        addAll(peers, found.pods)
        if (peer.hostPods === 'undefined') addAll((hostPeers ??= emptyBits(size)), found.hostPods)
      } else if (peer.kind === 'block') addAll(peers, classes.inBlock(peer.cidr, peer.except, peer.inCluster))
      else if (peer.kind === 'nodes') addAll(peers, classes.nodes(peer.selector))
      else if (peer.kind === 'entity') {
        if (peer.entity === 'host') same = true
        else if (peer.entity === 'remote-node') other = true
        else addAll(peers, classes.entity(peer.entity))
      } else if (peer.kind === 'names') names.push(...peer.patterns)
      else if (rule.action !== 'allow') peers.fill(0xffffffff)
    }
    if (same && other) addAll(peers, classes.entity('nodes'))
    const onNodes = same === other ? undefined : { same }
    return { owner, rule, peers, hostPeers, onNodes, names, ports }
  }

  function compilePorts(ports: readonly PortMatch[] | undefined): CompiledPorts {
    if (ports === undefined) return { fixed: fullBits(portIndex.groups.length), families: [], named: [] }
    const fixed = emptyBits(portIndex.groups.length)
    const families: CompiledPorts['families'][number][] = []
    const named: CompiledPorts['named'][number][] = []
    for (const port of ports) {
      if ('portName' in port) named.push(port)
      else {
        const bits = portIndex.between(port.protocol, port.first, port.last)
        if (port.family === undefined) addAll(fixed, bits)
        else families.push({ family: port.family, bits })
      }
    }
    return { fixed, families, named }
  }
}

/**
 * The ports that a rule means at a destination: names are those that the destination itself gives its ports. What has to be
 * put together is put into the set that is given.
 */
export function portsAt(
  { fixed, families, named }: CompiledPorts,
  destination: EndpointClass,
  portIndex: PortIndex,
  bits: Bits = emptyBits(portIndex.groups.length),
): Bits {
  if (named.length === 0 && families.length === 0) return fixed
  bits.set(fixed)
  // Where no address is known, it may be of either family.
  for (const { family, bits: own } of families)
    if (destination.ips === undefined || destination.ips.family === family) addAll(bits, own)
  for (const { protocol, portName } of named) {
    for (const each of protocol === 'any' ? transport : [protocol]) {
      const number = destination.ports.get(`${each}/${portName}`)
      // Ports that pods name are groups of their own.
      const group = number === undefined ? -1 : portIndex.groupOf(each, number)
      if (group >= 0) addBit(bits, group)
    }
  }
  return bits
}

/** A pod on its node's network, taken for an address of its node: names of ports mean nothing there. */
export function withoutNames(destination: EndpointClass): EndpointClass {
  return destination.kind === 'host pod' ? { ...destination, ports: noPorts } : destination
}

const noPorts: ReadonlyMap<string, number> = new Map()

const transport = ['TCP', 'UDP', 'SCTP'] as const

/** Whether a pod, or a node, is on a node; undefined where that is not known. */
export function isOnNode(subject: EndpointClass, node: EndpointClass): boolean | undefined {
  return subject.node === undefined || node.node === undefined ? undefined : subject.node === node.node
}

/** Whether a rule means a class, taken to be on the subject's node or not. */
export function meansPeer({ peers, onNodes }: CompiledRule, peer: EndpointClass, sameNode: boolean): boolean {
  if (hasBit(peers, peer.id)) return true
  return onNodes !== undefined && (peer.kind === 'node' || peer.kind === 'host pod') && onNodes.same === sameNode
}
