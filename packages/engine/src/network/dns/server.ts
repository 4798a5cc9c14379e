import type { Directive, ServerBlock } from './corefile/parse.ts'
import { blockFor, forwardsOf, isWithinZone, kubernetesOf, plugin } from './corefile/plugins.ts'
import { expression, rewritten } from './corefile/rewrite.ts'
import type { Outcome, RecordType } from './lookup.ts'
import type { Records, ZoneAnswer } from './records.ts'
import type { DnsSetup } from './setup.ts'
import type { Source } from '../world/source.ts'

/** What the cluster's DNS says of a name. */
export interface ServerAnswer {
  readonly outcome: Outcome
  /** Empty where they are not known. */
  readonly addresses: readonly string[]
  /** Who answers: `Service shop/redis`, `upstream 10.0.0.2`, a plugin. */
  readonly by: string
  readonly because: string | undefined
  /** Whether the answer comes from outside the cluster, so that it can only be presumed. */
  readonly presumed: boolean
  /** Names that the name stands for, in order. */
  readonly aliases: readonly string[]
  /** The Service that has the name, or a pod behind it. */
  readonly service?: Source
}

/** As many names as one may stand for before it counts as a circle. */
const longestChain = 8

/**
 * Asks the cluster's DNS for the addresses of a name: by its Corefile where there is one, else as a usual one would answer.
 * Plugins are asked in CoreDNS' own order: rewrite, template, hosts, kubernetes, forward.
 * Source: coredns/coredns plugin.cfg.
 */
export function answer(setup: DnsSetup, records: Records, asked: string, type: RecordType): ServerAnswer {
  return resolve(setup, records, asked.toLowerCase(), type, [])
}

function resolve(
  setup: DnsSetup,
  records: Records,
  asked: string,
  type: RecordType,
  aliases: readonly string[],
): ServerAnswer {
  const block = setup.corefile && blockFor(setup.corefile.corefile, asked)
  if (setup.corefile && block === undefined)
    return failing('refused', 'the Corefile', `no server block has a zone that ${asked} is in`, aliases)
  const name = block ? rewritten(block, asked) : asked
  const chain = name === asked ? aliases : [...aliases, name]
  const fixed = block && (fromTemplate(block, name, type, chain) ?? fromHosts(block, name, type, chain))
  if (fixed) return fixed
  const kubernetes = block && kubernetesOf(block)
  const zone = block
    ? kubernetes?.zones.filter((each) => isWithinZone(name, each)).sort((a, b) => b.length - a.length)[0]
    : isWithinZone(name, setup.zone)
      ? setup.zone
      : undefined
  if (zone !== undefined) {
    const relative = name === zone ? '' : zone === '' ? name : name.slice(0, -zone.length - 1)
    const found = records.answer(relative, kubernetes?.pods ?? 'insecure')
    const falls = kubernetes?.fallthrough
    const isPassedOn =
      found.kind === 'no such name' &&
      falls !== undefined &&
      (falls.length === 0 || falls.some((each) => isWithinZone(name, each)))
    if (!isPassedOn) return ofZone(setup, records, found, type, chain)
  }
  return fromUpstream(block, name, chain)
}

function ofZone(
  setup: DnsSetup,
  records: Records,
  found: ZoneAnswer,
  type: RecordType,
  aliases: readonly string[],
): ServerAnswer {
  switch (found.kind) {
    case 'alias': {
      const { service, target } = found
      if (aliases.length >= longestChain || aliases.includes(target))
        return failing('failure', title(service), `${target} leads in a circle`, aliases)
      return resolve(setup, records, target.toLowerCase(), type, [...aliases, target])
    }
    case 'service': {
      const own = found.addresses.filter((each) => each.includes(':') === (type === 'AAAA'))
      const isOther = type === 'AAAA' && found.addresses.length === 0
      const by = title(found.service)
      if (isOther || (found.addresses.length > 0 && own.length === 0))
        return failing('no data', by, `${by} has no IPv${type === 'A' ? 4 : 6} address`, aliases)
      return {
        outcome: 'addresses',
        addresses: own,
        by,
        because: undefined,
        presumed: false,
        aliases,
        service: found.service,
      }
    }
    case 'pod': {
      const own = found.addresses.filter((each) => each.includes(':') === (type === 'AAAA'))
      const outcome = own.length > 0 ? 'addresses' : 'no data'
      return { outcome, addresses: own, by: 'plugin kubernetes', because: undefined, presumed: false, aliases }
    }
    default:
      return failing(found.kind, 'plugin kubernetes', found.because, aliases)
  }
}

/** Names of other zones go on to where `forward` sends them; that they exist there is presumed. */
function fromUpstream(block: ServerBlock | undefined, name: string, aliases: readonly string[]): ServerAnswer {
  const forward = block
    ? forwardsOf(block)
        .filter(({ from }) => isWithinZone(name, from))
        .sort((a, b) => b.from.length - a.from.length)[0]
    : { to: [] }
  if (forward === undefined) return failing('refused', 'the Corefile', `nothing forwards ${name}`, aliases)
  const by = forward.to.length === 0 ? 'upstream' : `upstream ${forward.to.join(', ')}`
  // Top-level domains have no addresses; svc is none (IANA, list of top-level domains).
  if (!name.includes('.')) return { ...failing('no such name', by, 'it has no dot', aliases), presumed: true }
  if (name.endsWith('.svc'))
    return { ...failing('no such name', by, 'there is no top-level domain svc', aliases), presumed: true }
  return { outcome: 'addresses', addresses: [], by, because: undefined, presumed: true, aliases }
}

/** `template CLASS TYPE [ZONE...] { match …; rcode …; answer … }`. Source: coredns/coredns plugin/template/README.md. */
function fromTemplate(
  block: ServerBlock,
  name: string,
  type: RecordType,
  aliases: readonly string[],
): ServerAnswer | undefined {
  for (const { name: called, args, block: lines } of block.plugins) {
    if (called !== 'template') continue
    const [, wanted = 'ANY', ...zones] = args
    if (wanted !== 'ANY' && wanted.toUpperCase() !== type) continue
    if (zones.length > 0 && !zones.some((zone) => isWithinZone(name, zone.toLowerCase().replace(/\.$/, '')))) continue
    const matches = lines.filter((line) => line.name === 'match').flatMap((line) => line.args)
    if (matches.length > 0 && !matches.some((pattern) => expression(pattern)?.test(`${name}.`))) continue
    const rcode = lines.find((line) => line.name === 'rcode')?.args[0]?.toUpperCase() ?? 'NOERROR'
    const answers = lines.filter((line) => line.name === 'answer')
    const by = 'plugin template'
    if (rcode === 'NXDOMAIN') return failing('no such name', by, 'a template says so', aliases)
    if (rcode === 'REFUSED') return failing('refused', by, 'a template says so', aliases)
    if (rcode !== 'NOERROR') return failing('failure', by, `a template answers ${rcode}`, aliases)
    if (answers.length === 0) return failing('no data', by, 'a template has no answer', aliases)
    return { outcome: 'addresses', addresses: [], by, because: undefined, presumed: false, aliases }
  }
  return undefined
}

/** Lines of a `hosts` block; what a file holds is not known. */
function fromHosts(
  block: ServerBlock,
  name: string,
  type: RecordType,
  aliases: readonly string[],
): ServerAnswer | undefined {
  const hosts: Directive | undefined = plugin(block, 'hosts')
  if (hosts === undefined) return undefined
  const known = hosts.block.filter(({ args }) => args.some((each) => each.toLowerCase().replace(/\.$/, '') === name))
  if (known.length === 0) return undefined
  const addresses = known.map(({ name: address }) => address).filter((each) => each.includes(':') === (type === 'AAAA'))
  const outcome = addresses.length > 0 ? 'addresses' : 'no data'
  return { outcome, addresses, by: 'plugin hosts', because: undefined, presumed: false, aliases }
}

function failing(outcome: Outcome, by: string, because: string, aliases: readonly string[]): ServerAnswer {
  return { outcome, addresses: [], by, because, presumed: false, aliases }
}

function title({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `Service ${namespace}/${name}`
}
