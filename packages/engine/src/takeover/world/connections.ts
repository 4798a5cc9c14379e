import { type Cluster, perCluster, type Resource } from '../../cluster/index.ts'
import {
  buildNetwork,
  hasPolicies,
  type Network,
  type PeerRef,
  type PortRef,
  type Protocol,
} from '../../network/index.ts'
import type { Load } from './spots.ts'

/** A port of pods, by its number or by the name that they give it. */
export interface PodPort {
  readonly target: string | number
  readonly protocol: Protocol | undefined
}

type Endpoint = Network['model']['endpoints'][number]

/** What policies make of connections of workloads; what an implementation may decide either way stops nobody. */
class Connections {
  readonly #network: Network
  readonly #byResource: ReadonlyMap<Resource | undefined, Endpoint>
  readonly #nodes: readonly Endpoint[]
  /** Whether something is let through, by what no policy tells apart. */
  readonly #known = new Map<string, boolean>()

  constructor(cluster: Cluster) {
    // A cluster has nodes, whether they are told of or not.
    const nodes =
      cluster.ofKind('Node', '').length > 0 ? [] : [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a node' } }]
    this.#network = buildNetwork([...cluster.resources, ...nodes])
    const { endpoints } = this.#network.model
    this.#byResource = new Map(endpoints.map((endpoint) => [endpoint.source.resource, endpoint]))
    this.#nodes = endpoints.filter(({ kind }) => kind === 'node')
  }

  reaches(load: Load, ip: string, port: PortRef): boolean {
    return this.#some(
      load,
      `${ip} ${portKey(port)}`,
      (ref) => this.#network.verdict(ref, { ip }, port).verdict !== 'deny',
    )
  }

  /** A node of which no address is known may have any. */
  reachesNodes(load: Load, port: PortRef): boolean {
    const isAnywhere = this.#nodes.some(({ ips }) => ips.length === 0)
    return this.#some(
      load,
      `nodes ${portKey(port)}`,
      (ref) =>
        this.#nodes.some(({ name }) => this.#network.verdict(ref, { node: name }, port).verdict !== 'deny') ||
        (isAnywhere && this.#network.toOutside(ref, port).some(({ verdict }) => verdict !== 'deny')),
    )
  }

  isReached(load: Load, port: number | string, protocol: Protocol, from: 'outside' | 'anywhere'): boolean {
    return this.#some(load, `${from} ${protocol} ${port}`, (ref, { ports }) => {
      const number = typeof port === 'number' ? port : (ports.get(`${protocol}/${port}`) ?? Number(port))
      if (!(number >= 0 && number <= lastPort)) return false
      const to = { port: number, protocol }
      if (from === 'anywhere') return this.#network.isOpen(ref, to)
      return this.#network.fromOutside(ref, to).some(({ verdict }) => verdict !== 'deny')
    })
  }

  /** Whether something holds for some pod of a workload; of one whose pods are not known, it may. */
  #some(load: Load, question: string, isSo: (ref: PeerRef, endpoint: Endpoint) => boolean): boolean {
    const { classes } = this.#network.model
    let isPlaced = false
    for (const { resource } of [load.workload, ...load.pods]) {
      const endpoint = this.#byResource.get(resource)
      if (endpoint === undefined) continue
      isPlaced = true
      // A node and what shares its network are judged one by one; pods of a class alike, but for the numbers of their ports.
      const alike = endpoint.hostNetwork ? [endpoint.id] : classes.facesOf(endpoint).map(({ id }) => id)
      const key = `${question} ${alike.join()} ${[...endpoint.ports].join()}`
      let known = this.#known.get(key)
      if (known === undefined) this.#known.set(key, (known = isSo({ pod: endpoint.id }, endpoint)))
      if (known) return true
    }
    return !isPlaced
  }
}

const lastPort = 65_535

function portKey({ port, protocol = 'TCP' }: PortRef): string {
  return `${protocol} ${port ?? ''}`
}

/** Undefined where there is no policy, so that everything can connect. Made when first asked. */
const connectionsOf = perCluster((cluster: Cluster) =>
  hasPolicies(cluster.resources) ? new Connections(cluster) : undefined,
)

/** Whether policies let a workload connect to an address outside the cluster, over TCP. */
export function mayReach(load: Load, cluster: Cluster, address: string, port: number): boolean {
  return connectionsOf(cluster)?.reaches(load, address, { port }) ?? true
}

/** Whether policies let a workload connect to some node, over TCP. */
export function mayReachNodes(load: Load, cluster: Cluster, port: number): boolean {
  return connectionsOf(cluster)?.reachesNodes(load, { port }) ?? true
}

/** Whether policies let anybody outside the cluster, or anything at all, connect to a port of a workload, by number or name. */
export function mayBeReached(
  load: Load,
  cluster: Cluster,
  { target, protocol = 'TCP' }: PodPort,
  from: 'outside' | 'anywhere',
): boolean {
  return connectionsOf(cluster)?.isReached(load, target, protocol, from) ?? true
}
