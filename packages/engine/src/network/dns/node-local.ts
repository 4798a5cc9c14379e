import { valueAt } from '../../yaml/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { parseIp } from '../world/ip.ts'
import { fields, labelsOf, list, type Source, text } from '../world/source.ts'
import { type CorefileSource, readCorefile } from './corefile/source.ts'
import type { ResolvConf } from './resolv-conf.ts'

/** NodeLocal DNSCache: a cache on each node that pods ask in place of the DNS Service. */
export interface NodeLocal {
  readonly source: Source
  /** The addresses that it listens on, its own first. */
  readonly addresses: readonly string[]
  /** Whether pods have to be given its own address: it does not listen on that of the DNS Service. */
  readonly replaces: boolean
  readonly corefile: CorefileSource | undefined
  readonly endpoint: Endpoint | undefined
}

/** The address that it has unless somebody chose another. */
export const usualAddress = '169.254.20.10'

/** Source: kubernetes/kubernetes cluster/addons/dns/nodelocaldns/nodelocaldns.yaml. */
export function nodeLocalOf(sources: readonly Source[], endpoints: readonly Endpoint[]): NodeLocal | undefined {
  const source = sources.find(({ kind, object }) => kind === 'DaemonSet' && isCache(object))
  if (source === undefined) return undefined
  const map = sources.find(
    ({ kind, namespace, name, object }) =>
      kind === 'ConfigMap' &&
      namespace === source.namespace &&
      /local/.test(name) &&
      text(valueAt(object, ['data', 'Corefile'])) !== '',
  )
  const corefile = map && readCorefile(map, 'Corefile')
  const bound = corefile?.corefile.blocks.flatMap(({ plugins }) =>
    plugins.filter(({ name }) => name === 'bind').flatMap(({ args }) => args),
  )
  const addresses = [...new Set([...argumentsOf(source.object), ...(bound ?? [])])].filter(
    (each) => parseIp(each) !== undefined,
  )
  const own = addresses.find((each) => each.startsWith('169.254.')) ?? addresses[0] ?? usualAddress
  return {
    source,
    addresses: [own, ...addresses.filter((each) => each !== own)],
    replaces: addresses.length === 1,
    corefile,
    endpoint: endpoints.find((each) => each.source === source || isMadeBy(each, source)),
  }
}

/**
 * Whether it answers a pod that asks at an address. At that of the DNS Service it does where it listens there, and where it
 * has an address of its own, which takes a redirection of what is sent to the Service (Cilium's local redirect policies).
 */
export function answersAt(
  { addresses, replaces, endpoint }: NodeLocal,
  nameserver: string,
  from: ResolvConf['from'],
): boolean {
  if (addresses.includes(nameserver)) return true
  return from === 'cluster' && (!replaces || endpoint?.hostNetwork === false)
}

function isCache(daemonSet: Source['object']): boolean {
  if (labelsOf(daemonSet, 'spec', 'template', 'metadata', 'labels')['k8s-app'] === 'node-local-dns') return true
  return containersOf(daemonSet).some(({ image }) => /k8s-dns-node-cache(:|@|$)/.test(text(image)))
}

function isMadeBy({ namespace, source: { object } }: Endpoint, source: Source): boolean {
  const owners = list(valueAt(object, ['metadata', 'ownerReferences']))
  return namespace === source.namespace && owners.some((owner) => fields(owner)['name'] === source.name)
}

/** What `-localip` says: addresses with commas between them. */
function argumentsOf(daemonSet: Source['object']): string[] {
  return containersOf(daemonSet).flatMap(({ command, args }) => {
    const words = [...list(command), ...list(args)].map(text)
    const at = words.findIndex((word) => /^--?localip(=|$)/.test(word))
    if (at === -1) return []
    const word = words[at] ?? ''
    return (word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[at + 1] ?? '')).split(',')
  })
}

function containersOf(daemonSet: Source['object']): Readonly<Record<string, unknown>>[] {
  return list(valueAt(daemonSet, ['spec', 'template', 'spec', 'containers'])).map(fields)
}
