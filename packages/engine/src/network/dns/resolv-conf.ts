import { fields, list, text } from '../world/source.ts'

/** What decides how the pods of a node resolve names, beside the pods themselves. */
export interface NodeDns {
  /** The addresses that kubelets give pods; empty when they give none. */
  readonly clusterDns: readonly string[]
  /** All addresses at which the cluster's DNS answers, those that a pod may be told itself too. */
  readonly known: readonly string[]
  readonly zone: string
  /** The node's own resolver, as far as it is known. */
  readonly nameservers: readonly string[]
  readonly search: readonly string[]
}

/** A resolver's configuration as a pod finds it in `/etc/resolv.conf`. */
export interface ResolvConf {
  /** Whether names of the cluster are asked for where they are known. */
  readonly from: 'cluster' | 'node' | 'pod'
  readonly nameservers: readonly string[]
  readonly search: readonly string[]
  /** With fewer dots than this a name is tried below the search domains first. */
  readonly ndots: number
  readonly options: ReadonlyMap<string, string>
}

// kubernetes/kubernetes pkg/apis/core/validation/validation.go
const mostNameservers = 3
const mostSearchDomains = 32
const mostSearchCharacters = 2048
/** RES_MAXNDOTS of glibc, musl and Go. */
const mostDots = 15

/**
 * What a kubelet writes into a pod's `/etc/resolv.conf`. `ClusterFirst`, the default, means the node's own resolver for a
 * pod on its node's network; what `dnsConfig` adds comes last, and its options win.
 * Source: kubernetes/kubernetes pkg/kubelet/network/dns/dns.go.
 */
export function resolvConfOf(namespace: string, podSpec: unknown, node: NodeDns): ResolvConf {
  const spec = fields(podSpec)
  const { nameservers, searches, options: added } = fields(spec['dnsConfig'])
  const origin = originOf(text(spec['dnsPolicy']) || 'ClusterFirst', spec['hostNetwork'] === true, node)
  const own =
    origin === 'cluster'
      ? { nameservers: node.clusterDns, search: [...clusterSearch(namespace, node.zone), ...node.search] }
      : origin === 'node'
        ? { nameservers: node.nameservers, search: node.search }
        : { nameservers: [], search: [] }
  const options = new Map<string, string>(origin === 'cluster' ? [['ndots', '5']] : [])
  for (const each of list(added)) {
    const { name, value } = fields(each)
    if (text(name) !== '') options.set(text(name), typeof value === 'number' ? `${value}` : text(value))
  }
  const asked = distinct([...own.nameservers, ...texts(nameservers)]).slice(0, mostNameservers)
  const [first = ''] = asked
  return {
    from: origin === 'pod' && node.known.includes(first) ? 'cluster' : origin,
    nameservers: asked,
    search: withinLimits(distinct([...own.search, ...texts(searches)])),
    ndots: dotsOf(options.get('ndots')),
    options,
  }
}

/** The search domains that every pod of a namespace gets. */
export function clusterSearch(namespace: string, zone: string): string[] {
  return [`${namespace}.svc.${zone}`, `svc.${zone}`, zone]
}

function originOf(policy: string, hostNetwork: boolean, { clusterDns }: NodeDns): ResolvConf['from'] {
  if (policy === 'None') return 'pod'
  if (policy === 'Default' || (policy !== 'ClusterFirstWithHostNet' && hostNetwork)) return 'node'
  return clusterDns.length > 0 ? 'cluster' : 'node'
}

function dotsOf(value: string | undefined): number {
  if (value === undefined) return 1
  const dots = Number.parseInt(value, 10)
  return Number.isNaN(dots) || dots < 0 ? 0 : Math.min(dots, mostDots)
}

function withinLimits(search: readonly string[]): string[] {
  const kept: string[] = []
  let characters = 0
  for (const domain of search.slice(0, mostSearchDomains)) {
    characters += domain.length + (kept.length > 0 ? 1 : 0)
    if (characters > mostSearchCharacters) break
    kept.push(domain)
  }
  return kept
}

function texts(value: unknown): string[] {
  return list(value)
    .map(text)
    .filter((each) => each !== '')
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)]
}
