import { selectorMatches } from '../../cluster/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Peer } from '../policy/policy.ts'
import { readSelector } from '../policy/selector.ts'
import { type IpRange, parseCidr, parseIp } from '../world/ip.ts'
import { fields, isGiven, labelsOf, list, type Source, sourcesOfKind, text } from '../world/source.ts'
import { blockOf } from './api-server.ts'
import type { Report, Scope } from './scope.ts'

/** One of toCIDR or fromCIDR: a block, or a single address. It means no pod, and nodes only where Cilium is set so. */
export function cidrPeers(written: unknown, path: Path, scope: Scope): Peer[] {
  return peerOf(asBlock(text(written)), [], path, scope)
}

/** One of toCIDRSet or fromCIDRSet: a block, or those of groups, by name or by their labels, without `except`. */
export function cidrSetPeers(written: unknown, path: Path, scope: Scope): Peer[] {
  const { cidr, cidrGroupRef, cidrGroupSelector, except } = fields(written)
  const excepted = list(except).map(text)
  if (isGiven(cidr)) return peerOf(text(cidr), excepted, path, scope)
  const groups = sourcesOfKind(scope.sources, 'CiliumCIDRGroup').filter((source) =>
    isGiven(cidrGroupRef)
      ? source.name === cidrGroupRef
      : selectorMatches(readSelector(cidrGroupSelector), labelsOf(source.object)),
  )
  if (groups.length === 0)
    scope.report(
      path,
      isGiven(cidrGroupRef)
        ? `there is no CiliumCIDRGroup ${JSON.stringify(cidrGroupRef)} in the input; nothing is meant`
        : 'no CiliumCIDRGroup in the input has these labels; nothing is meant',
    )
  return groups.flatMap((group) => blocksOf(group).flatMap((block) => peerOf(block, excepted, path, scope)))
}

function peerOf(cidr: string, except: readonly string[], path: Path, { config }: Scope): Peer[] {
  const range = parseCidr(cidr)
  if (range === undefined) return []
  const taken = except.filter((each) => isWithin(each, range))
  return [{ kind: 'block', cidr, except: taken, inCluster: config.cidrsMeanNodes ? 'nodes' : false, path }]
}

/** Why the API refuses a block of a set; undefined where it does not. */
export function cidrSetFault(written: unknown): string | undefined {
  const { cidr, cidrGroupRef, cidrGroupSelector, except } = fields(written)
  const given = [cidr, cidrGroupRef, cidrGroupSelector].filter(isGiven).length
  if (given !== 1) return 'is to have one of cidr, cidrGroupRef and cidrGroupSelector'
  if (!isGiven(cidr)) return undefined
  const range = parseCidr(text(cidr))
  if (range === undefined) return `has a cidr that is none: ${JSON.stringify(cidr)}`
  const outside = list(except).find((each) => !isWithin(text(each), range))
  return outside === undefined
    ? undefined
    : `has an except that is not within ${text(cidr)}: ${JSON.stringify(outside)}`
}

/** Why the API refuses an item of toCIDR or fromCIDR; undefined where it does not. */
export function cidrFault(written: unknown): string | undefined {
  return parseCidr(asBlock(text(written))) === undefined
    ? `${JSON.stringify(written)} is neither a CIDR block nor an address`
    : undefined
}

/** Reports blocks of a group that cannot be read; they mean nothing. */
export function reportGroup(group: Source, report: Report): void {
  for (const [i, each] of list(valueAt(group.object, ['spec', 'externalCIDRs'])).entries())
    if (cidrFault(each) !== undefined)
      report(['spec', 'externalCIDRs', i], `${cidrFault(each)}; policies that name the group do not mean it`)
}

function blocksOf({ object }: Source): string[] {
  return list(valueAt(object, ['spec', 'externalCIDRs'])).map((each) => asBlock(text(each)))
}

function asBlock(written: string): string {
  return parseIp(written) === undefined ? written : blockOf(written)
}

function isWithin(written: string, { family, first, last }: IpRange): boolean {
  const range = parseCidr(written)
  return range !== undefined && range.family === family && range.first >= first && range.last <= last
}
