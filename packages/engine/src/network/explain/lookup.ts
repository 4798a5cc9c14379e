import { answersAt, type Dns, type NodeLocal, type Walk } from '../dns/index.ts'
import type { Model } from '../network.ts'
import type { VerdictKind } from '../verdict.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, ipText, parseIp } from '../world/ip.ts'
import type { ExplainedFlow } from './explain.ts'
import type { Resolver } from './resolve.ts'
import type { Target } from './target.ts'

/** How a pod comes to know what a name stands for. */
export interface Lookup {
  readonly walk: Walk
  /** Who is asked; undefined where that is not in the input. */
  readonly server: Target | undefined
  /** The connections to it, over UDP as resolvers begin. */
  readonly flows: readonly ExplainedFlow[]
  /** Whether it can be asked, as far as policies have it; undefined where that is not known. */
  readonly verdict: VerdictKind | 'mixed' | undefined
}

/** Port 53 over UDP, where resolvers ask first. */
export const dnsPort = { port: '53', protocol: 'UDP' } as const

/** Who answers a pod's questions for names, as something to connect to. */
export function serverOf({ setup }: Dns, { resolver, local }: Walk, names: Resolver): Target | undefined {
  if (local !== undefined) return undefined
  const { nodeLocal, service, assumed, pods } = setup
  const address = (text: string | undefined) => {
    const ip = text === undefined ? undefined : parseIp(text)
    if (ip === undefined || text === undefined) return undefined
    return nodeLocal && answersAt(nodeLocal, text, resolver.from) ? cacheAt(nodeLocal, ip) : names.atAddress(ip).target
  }
  const [given] = resolver.nameservers
  if (resolver.from !== 'cluster') return address(given)
  if (nodeLocal) return address(given) ?? address(nodeLocal.addresses[0])
  const found = service && names.service(service.name, service.namespace)
  return found && !assumed && pods.length > 0 ? { kind: 'service', title: found.title, service: found } : undefined
}

/** A cache takes what is sent to an address for itself, that of the DNS Service too, from the network of its node as a rule. */
function cacheAt({ endpoint }: NodeLocal, ip: Ip): Target {
  if (endpoint?.hostNetwork === false) return { kind: 'endpoints', title: endpoint.title, endpoints: [endpoint] }
  return { kind: 'address', title: `NodeLocal DNSCache at ${ipText(ip)}`, ip }
}

/** Whether a pod can ask wherever its DNS is: everybody, or nobody; undefined where that depends on where it is. */
export function asksAnywhere(model: Model, pod: Endpoint): 'allow' | 'deny' | undefined {
  if (pod.hostNetwork) return undefined
  const group = model.portIndex.groupOf(dnsPort.protocol, Number(dnsPort.port))
  const tables = model.classes.facesOf(pod).map((own) => model.table('egress', own))
  if (tables.every((table) => !table?.canDenyAny(group))) return 'allow'
  return tables.some((table) => table === undefined || table.canAllowAny(group)) ? undefined : 'deny'
}
