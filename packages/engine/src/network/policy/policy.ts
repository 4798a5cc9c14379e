import type { LabelSelector } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Source } from '../world/source.ts'

/** The protocols that policies speak of; ICMP stands for ICMPv4 and ICMPv6. */
export const protocols = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const

export type Protocol = (typeof protocols)[number]

/** Where a policy is asked: before, as, or after NetworkPolicies. */
export type Tier = 'admin' | 'namespace' | 'baseline'

export type Action = 'allow' | 'deny' | 'pass'

export type FlowDirection = 'ingress' | 'egress'

/** A policy of any family in terms that all share. What a family means by its fields, its folder alone knows. */
export interface Policy {
  /** As people call it: `NetworkPolicy shop/deny-all`. */
  readonly title: string
  readonly kind: string
  readonly namespace: string | undefined
  readonly name: string
  readonly source: Source
  readonly tier: Tier
  /** The lower is asked first. In the namespace tier it has no meaning. */
  readonly priority: number
  readonly subject: Subject
  readonly ingress: Direction | undefined
  readonly egress: Direction | undefined
  /** Whether what it says of ICMP is defined. */
  readonly definesIcmp: boolean
}

/** What a policy is about. */
export type Subject = { readonly pods: readonly Term[] } | { readonly nodes: LabelSelector }

/** A policy in one direction. */
export interface Direction {
  /** Whether what no rule allows is refused. */
  readonly isolates: boolean
  readonly rules: readonly Rule[]
  /** Path of the list of rules. */
  readonly path: Path
}

export interface Rule {
  readonly action: Action
  /** Any of these; undefined for anything at all. */
  readonly peers: readonly Peer[] | undefined
  /** Any of these; undefined for every port of every protocol. */
  readonly ports: readonly PortMatch[] | undefined
  /** What else must hold, beyond addresses and ports, such as HTTP methods: all of them, unless another rule allows. */
  readonly conditions: readonly string[]
  /** What must hold whatever other rule allows it too, such as mutual authentication. */
  readonly demands?: readonly string[]
  /** Names whose look-ups the rule lets pass a DNS proxy, from whose answers rules on names learn addresses. */
  readonly lookups?: readonly NamePattern[]
  readonly path: Path
  readonly name: string | undefined
}

/** A selector over one kind of labels; several of them must all match. */
export interface Term {
  readonly labels: LabelKind
  readonly selector: LabelSelector
}

/** Whose labels a selector looks at; `identity` are those that Cilium gives an endpoint. */
export type LabelKind = 'pod' | 'namespace' | 'identity'

export type Peer =
  | {
      readonly kind: 'pods'
      readonly terms: readonly Term[]
      /** Pods on the network of their node: never meant, or left to the implementation. */
      readonly hostPods: 'never' | 'undefined'
      readonly path: Path
    }
  | {
      readonly kind: 'block'
      readonly cidr: string
      readonly except: readonly string[]
      /** Whether addresses of pods and nodes are meant too, or of nodes alone. */
      readonly inCluster: boolean | 'nodes'
      readonly path: Path
    }
  | { readonly kind: 'nodes'; readonly selector: LabelSelector; readonly path: Path }
  | { readonly kind: 'entity'; readonly entity: Entity; readonly path: Path }
  | { readonly kind: 'names'; readonly patterns: readonly NamePattern[]; readonly path: Path }
  /** What is newer than what is known here: matches nothing when it allows, everything when it does not. */
  | { readonly kind: 'unknown'; readonly path: Path }

/**
 * What has no labels to be selected by: `host` is the node that the subject is on, `remote-node` any other, and `none`
 * what no resource shows.
 */
export type Entity =
  | 'all'
  | 'cluster'
  | 'world'
  | 'world-ipv4'
  | 'world-ipv6'
  | 'nodes'
  | 'host'
  | 'remote-node'
  | 'none'

/** A DNS name without its trailing dot, as a pattern. */
export interface NamePattern {
  readonly text: string
  readonly matches: (name: string) => boolean
  /** Whether only addresses count that a DNS proxy has seen in answers to look-ups. */
  readonly learnt?: boolean
}

export type PortMatch =
  | {
      readonly protocol: Protocol | 'any'
      readonly first: number
      readonly last: number
      /** The family of addresses that it means alone, as ICMPv4 and ICMPv6 do. */
      readonly family?: 4 | 6
      readonly path: Path
    }
  | { readonly protocol: Protocol | 'any'; readonly portName: string; readonly path: Path }

/** Something in a policy that does not mean what its author may think, or nothing at all. */
export interface PolicyProblem {
  readonly source: Source
  readonly title: string
  readonly path: Path
  readonly message: string
}

/** What a family makes of the objects that it knows. */
export interface PolicyFamily {
  readonly reads: (source: Source) => boolean
  readonly policiesOf: (source: Source, context: FamilyContext) => readonly Policy[]
}

export interface FamilyContext {
  readonly problem: (problem: PolicyProblem) => void
  /** Other objects that a policy names, such as groups of CIDRs and Services. */
  readonly sources: readonly Source[]
}
