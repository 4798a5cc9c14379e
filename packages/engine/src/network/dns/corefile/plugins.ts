import { parseCidr } from '../../world/ip.ts'
import { type Corefile, type Directive, type ServerBlock, zoneName } from './parse.ts'

/** The plugin of a block by its name; CoreDNS runs plugins in an order of its own, so that theirs here says nothing. */
export function plugin(block: ServerBlock, name: string): Directive | undefined {
  return block.plugins.find((each) => each.name === name)
}

/** The block that answers for a name on a port: the one whose zone is the longest. */
export function blockFor({ blocks }: Corefile, name: string, port = 53): ServerBlock | undefined {
  let best: { readonly block: ServerBlock; readonly length: number } | undefined
  for (const block of blocks) {
    for (const zone of block.zones) {
      if (zone.port !== port || !isWithinZone(name, zone.name)) continue
      if (best === undefined || zone.name.length > best.length) best = { block, length: zone.name.length }
    }
  }
  return best?.block
}

/** Whether a name is in a zone; the root, empty or written `.`, holds all. */
export function isWithinZone(name: string, zone: string): boolean {
  const own = zone === '.' ? '' : zone
  return own === '' || name === own || name.endsWith(`.${own}`)
}

export interface KubernetesPlugin {
  readonly zones: readonly string[]
  /** How `1-2-3-4.namespace.pod` names are answered. */
  readonly pods: 'disabled' | 'insecure' | 'verified'
  /** Seconds that answers are kept, names that do not exist too. */
  readonly ttl: number
  readonly fallthrough: readonly string[] | undefined
  readonly directive: Directive
  readonly podsLine: Directive | undefined
  readonly ttlLine: Directive | undefined
}

/** Source: coredns/coredns plugin/kubernetes/README.md and setup.go. */
export function kubernetesOf(block: ServerBlock): KubernetesPlugin | undefined {
  const directive = plugin(block, 'kubernetes')
  if (directive === undefined) return undefined
  const option = (name: string) => directive.block.find((each) => each.name === name)
  const written = option('pods')?.args[0]
  const zones = directive.args.map(zoneName).filter((zone) => parseCidr(zone) === undefined)
  return {
    zones: zones.length > 0 ? zones : block.zones.map(({ name }) => name),
    pods: written === 'insecure' || written === 'verified' ? written : 'disabled',
    ttl: secondsOf(option('ttl')?.args[0]) ?? 5,
    fallthrough: option('fallthrough')?.args.map(zoneName),
    directive,
    podsLine: option('pods'),
    ttlLine: option('ttl'),
  }
}

export interface CachePlugin {
  /** The longest that answers, and that names without answers, are kept, in seconds; 0 where they are not. */
  readonly success: number
  readonly denial: number
  /** The shortest that a name without answers is kept, whatever its zone says. */
  readonly denialAtLeast: number
  readonly servfail: number
  readonly directive: Directive
  readonly denialLine: Directive
}

const longestSuccess = 3600
const longestDenial = 1800

/** Source: coredns/coredns plugin/cache/README.md and setup.go. */
export function cacheOf(block: ServerBlock): CachePlugin | undefined {
  const directive = plugin(block, 'cache')
  if (directive === undefined) return undefined
  const first = secondsOf(directive.args[0])
  const option = (name: string) => directive.block.findLast((each) => each.name === name)
  const denial = option('denial')
  const off = new Set(directive.block.filter(({ name }) => name === 'disable').flatMap(({ args }) => args.slice(0, 1)))
  return {
    success: off.has('success') ? 0 : (secondsOf(option('success')?.args[1]) ?? first ?? longestSuccess),
    denial: off.has('denial') ? 0 : (secondsOf(denial?.args[1]) ?? first ?? longestDenial),
    denialAtLeast: off.has('denial') ? 0 : (secondsOf(denial?.args[2]) ?? 5),
    servfail: secondsOf(option('servfail')?.args[0]) ?? 5,
    directive,
    denialLine: denial ?? directive,
  }
}

export interface ForwardPlugin {
  readonly from: string
  readonly to: readonly string[]
  /** Queries at once before REFUSED; undefined for no limit. */
  readonly maxConcurrent: number | undefined
  readonly forceTcp: boolean
  readonly directive: Directive
  readonly maxLine: Directive | undefined
}

/** Source: coredns/coredns plugin/forward/README.md. */
export function forwardsOf({ plugins }: ServerBlock): ForwardPlugin[] {
  return plugins
    .filter(({ name }) => name === 'forward')
    .map((directive) => {
      const maxLine = directive.block.find(({ name }) => name === 'max_concurrent')
      const most = Number(maxLine?.args[0])
      const [from = '.', ...to] = directive.args
      return {
        from: zoneName(from),
        to,
        maxConcurrent: Number.isInteger(most) && most > 0 ? most : undefined,
        forceTcp: directive.block.some(({ name }) => name === 'force_tcp'),
        directive,
        maxLine,
      }
    })
}

/** How long CoreDNS goes on answering after it says that it is about to end, in seconds. */
export function lameduckOf(block: ServerBlock): number | undefined {
  return secondsOf(plugin(block, 'health')?.block.find(({ name }) => name === 'lameduck')?.args[0])
}

const units: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, us: 1e-6, ns: 1e-9 }

/** A Go duration such as `1m30s`, or plain seconds; undefined for anything else. */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (/^\d+$/.test(text)) return Number(text)
  if (!/^(\d+(\.\d+)?(h|ms|us|ns|m|s))+$/.test(text)) return undefined
  return [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|us|ns|m|s)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0),
    0,
  )
}
