import { resourcesOf } from '../src/cluster/index.ts'
import { buildNetwork, type Network, type PeerRef, type Protocol } from '../src/network/index.ts'
import { readYaml } from '../src/yaml/index.ts'

/** The network of manifests. */
export function networkOf(...texts: readonly string[]): Network {
  const { documents } = readYaml('test.yaml', texts.join('\n---\n'))
  return buildNetwork(documents.flatMap((document) => resourcesOf(document).resources))
}

/** What else a pod is like. */
export interface PodOptions {
  readonly labels?: string
  readonly ips?: readonly string[]
  readonly node?: string
  readonly hostNetwork?: boolean
  /** Named ports, `web 8080` or `dns 53/UDP`. */
  readonly ports?: readonly string[]
  readonly phase?: string
}

/** A pod, `namespace/name`, whose label `app` is its name. */
export function pod(id: string, options: PodOptions = {}): string {
  const [inNamespace = '', name = ''] = id.split('/')
  const {
    labels = `app: ${name}`,
    ips = [],
    node: onNode,
    hostNetwork = false,
    ports = [],
    phase = 'Running',
  } = options
  const written = ports.map((port) => {
    const [portName = '', number = '', protocol = 'TCP'] = port.split(/[ /]/)
    return `{ name: ${portName}, containerPort: ${number}, protocol: ${protocol} }`
  })
  return `
apiVersion: v1
kind: Pod
metadata: { namespace: ${inNamespace}, name: ${name}, labels: { ${labels} } }
spec:
  hostNetwork: ${hostNetwork}
  ${onNode === undefined ? '' : `nodeName: ${onNode}`}
  containers: [{ name: app, image: app, ports: [${written.join()}] }]
status: { phase: ${phase}, podIPs: [${ips.map((ip) => `{ ip: "${ip}" }`).join()}] }
`
}

export function namespace(name: string, labels = ''): string {
  return `{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}, labels: { ${labels} } } }`
}

export function node(name: string, ip: string, labels = ''): string {
  return `
apiVersion: v1
kind: Node
metadata: { name: ${name}, labels: { ${labels} } }
status: { addresses: [{ type: InternalIP, address: "${ip}" }, { type: Hostname, address: ${name} }] }
`
}

/** A NetworkPolicy in `shop`, by its spec in flow style. */
export function networkPolicy(spec: string, inNamespace = 'shop', name = 'policy'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { namespace: ${inNamespace}, name: ${name} }
spec: ${spec}
`
}

/** A ClusterNetworkPolicy by its spec in flow style. */
export function clusterPolicy(spec: string, name = 'policy'): string {
  return `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
`
}

/** The verdict from one pod, `namespace/name`, node (`node:name`) or address to another; TCP 80 where nothing is said. */
export function verdict(network: Network, from: string, to: string, port: number | string = 80): string {
  const [number = '80', protocol = 'TCP'] = String(port).split('/')
  return network.verdict(refTo(from), refTo(to), { port: Number(number), protocol: protocol as Protocol }).verdict
}

function refTo(text: string): PeerRef {
  if (text.startsWith('node:')) return { node: text.slice('node:'.length) }
  return text.includes('/') ? { pod: text } : { ip: text }
}
