/** What a check of verdicts starts from: the objects that matter, as the API server holds them. */
export interface World {
  readonly title: string
  /** Labels by name; the one that the API server gives every namespace is among them. */
  readonly namespaces: ReadonlyMap<string, Labels>
  readonly pods: readonly Pod[]
  /** Addresses that belong to nothing in the cluster, those of one machine together. */
  readonly outside: readonly Addresses[]
  readonly policies: readonly NetworkPolicy[]
  /** Ports that are probed, with each protocol. */
  readonly probed: readonly number[]
}

export type Labels = Readonly<Record<string, string>>

/** At most one of each family. */
export type Addresses = readonly string[]

export interface Pod {
  readonly namespace: string
  readonly name: string
  readonly labels: Labels
  readonly addresses: Addresses
  readonly ports: readonly ContainerPort[]
}

export interface ContainerPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
  /** Whose: an init container's counts only if that goes on running beside the others. */
  readonly of: 'container' | 'sidecar' | 'init container'
}

/** A NetworkPolicy with the freedom that the API leaves: what is absent, null or empty. */
export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: {
    readonly podSelector?: Selector | null
    readonly policyTypes?: readonly string[] | null
    readonly ingress?: readonly IngressRule[] | null
    readonly egress?: readonly EgressRule[] | null
  }
}

export interface IngressRule {
  readonly from?: readonly Peer[] | null
  readonly ports?: readonly Port[] | null
}

export interface EgressRule {
  readonly to?: readonly Peer[] | null
  readonly ports?: readonly Port[] | null
}

export interface Peer {
  readonly podSelector?: Selector | null
  readonly namespaceSelector?: Selector | null
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] | null } | null
}

export interface Port {
  readonly protocol?: string | null
  readonly port?: number | string | null
  readonly endPort?: number | null
}

export interface Selector {
  readonly matchLabels?: Labels | null
  readonly matchExpressions?: readonly Requirement[] | null
}

export interface Requirement {
  readonly key: string
  readonly operator: string
  readonly values?: readonly string[] | null
}

/** The world as the API gives it. */
export function objectsOf({ namespaces, pods, policies }: World): Record<string, unknown>[] {
  return [
    ...[...namespaces].map(([name, labels]) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } })),
    ...pods.map(podObject),
    ...policies.map((policy) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...policy })),
  ]
}

function podObject({ namespace, name, labels, addresses, ports }: Pod): Record<string, unknown> {
  const container = (of: ContainerPort['of'], more: object = {}) => ({
    name: of.replace(' ', '-'),
    image: 'example.com/image',
    ports: ports
      .filter((port) => port.of === of)
      .map((port) => ({ name: port.name, containerPort: port.port, protocol: port.protocol })),
    ...more,
  })
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: {
      initContainers: [container('init container'), container('sidecar', { restartPolicy: 'Always' })],
      containers: [container('container')],
    },
    status: { phase: 'Running', podIP: addresses[0], podIPs: addresses.map((ip) => ({ ip })) },
  }
}
