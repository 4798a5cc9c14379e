import { addAll, type Bits, emptyBits, hasBit } from '../bits.ts'
import type { CompiledDirection, CompiledRule } from '../compile.ts'
import { publicSize } from '../explain/public.ts'
import type { Model } from '../network.ts'
import { portSetOf } from '../picture/port-set.ts'
import { lastOf } from '../world/ip.ts'
import type { Path } from '../../yaml/index.ts'

/** Rules of a policy that let in, or out to, the internet as a whole. */
export interface Opening {
  /** Within the object of the policy. */
  readonly path: Path
  /** Whom: as a policy writes it where one block does it alone. */
  readonly whom: string
  /** At which ports: `all`, or such as `TCP 443`. */
  readonly ports: string
  /** Undefined where several rules do it together. */
  readonly rule: CompiledRule | undefined
}

/** Where a policy opens as much of the internet as either half of all addresses holds, of IPv4 or IPv6. */
export function openingsOf(model: Model, direction: CompiledDirection, path: Path): Opening[] {
  const sizes = outsideOf(model)
  const candidates = direction.rules.filter(({ rule }) => rule.action === 'allow' && mayMeanOutside(rule.peers))
  const found = candidates.flatMap((rule) => openingsIn(model, sizes, rule))
  if (found.length > 0 || candidates.length < 2) return found
  return together(model, sizes, candidates, path)
}

function mayMeanOutside(peers: CompiledRule['rule']['peers']): boolean {
  return peers === undefined || peers.some(({ kind }) => kind !== 'pods' && kind !== 'nodes')
}

function openingsIn(model: Model, sizes: Outside, rule: CompiledRule): Opening[] {
  const ports = portsOf(model, rule)
  const { peers, path } = rule.rule
  if (peers === undefined) return [{ path, whom: 'anyone', ports, rule }]
  const single = peers.flatMap((peer): Opening[] => {
    if (peer.kind === 'names')
      return peer.patterns.some(isAnyName) ? [{ path: peer.path, whom: 'any name', ports, rule }] : []
    if (peer.kind === 'entity')
      return isOpen(sizes, model.classes.entity(peer.entity))
        ? [{ path: peer.path, whom: peer.entity, ports, rule }]
        : []
    if (peer.kind !== 'block') return []
    const bits = model.classes.inBlock(peer.cidr, peer.except, peer.inCluster)
    return isOpen(sizes, bits) ? [{ path: peer.path, whom: blockText(peer), ports, rule }] : []
  })
  if (single.length > 0) return single
  return isOpen(sizes, rule.peers) ? [{ path, whom: 'blocks that together are most of the internet', ports, rule }] : []
}

function blockText({ cidr, except }: { readonly cidr: string; readonly except: readonly string[] }): string {
  if (except.length === 0) return cidr
  const more = except.length > 3 ? ` and ${except.length - 3} more` : ''
  return `${cidr} except ${except.slice(0, 3).join(', ')}${more}`
}

/** What one rule leaves out another may have, at the same port. */
function together(model: Model, sizes: Outside, rules: readonly CompiledRule[], path: Path): Opening[] {
  const { groups } = model.portIndex
  const open = groups.filter(({ id }) => {
    const bits = emptyBits(model.classes.all.length)
    for (const { ports, peers } of rules) if (hasBit(ports.fixed, id)) addAll(bits, peers)
    return isOpen(sizes, bits)
  })
  if (open.length === 0) return []
  return [{ path, whom: 'rules that together mean most of the internet', ports: portSetOf(open).text, rule: undefined }]
}

/** Nothing is called so: only what takes any name takes it. */
function isAnyName({ matches }: { readonly matches: (name: string) => boolean }): boolean {
  return matches('nothing.invalid') && matches('at.all.invalid')
}

function portsOf({ portIndex }: Model, { rule, ports }: CompiledRule): string {
  if (rule.ports === undefined) return 'all'
  const { ranges, text } = portSetOf(portIndex.groups.filter(({ id }) => hasBit(ports.fixed, id)))
  const isWhole = (['TCP', 'UDP', 'SCTP'] as const).every((protocol) =>
    ranges.some((range) => range.protocol === protocol && range.first === 1 && range.last === 65_535),
  )
  if (isWhole) return 'all'
  const names = ports.named.map(({ portName }) => portName)
  return [...(text === 'none' ? [] : [text]), ...names].join(', ') || 'none'
}

/** How many addresses of the internet each class stands for, in parts of all of its family. */
type Outside = readonly { readonly id: number; readonly family: 4 | 6; readonly share: number }[]

const known = new WeakMap<Model, Outside>()

function outsideOf(model: Model): Outside {
  let outside = known.get(model)
  if (outside === undefined) {
    outside = model.classes.all.flatMap(({ id, kind, ips }) => {
      if (kind !== 'external' || ips === undefined) return []
      return [{ id, family: ips.family, share: Number(publicSize(ips.ranges)) / totals[ips.family] }]
    })
    known.set(model, outside)
  }
  return outside
}

const totals = { 4: totalOf(4), 6: totalOf(6) } as const

function totalOf(family: 4 | 6): number {
  return Number(publicSize([{ family, first: 0n, last: lastOf(family) }]))
}

function isOpen(outside: Outside, bits: Bits): boolean {
  const shares = { 4: 0, 6: 0 }
  for (const { id, family, share } of outside) if (hasBit(bits, id)) shares[family] += share
  return shares[4] >= most || shares[6] >= most
}

/** The upper half of IPv4 has no more: much of it is kept for multicast, or nobody. */
const most = 0.4
