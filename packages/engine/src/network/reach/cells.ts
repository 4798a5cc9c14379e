import { isEmpty } from '../bits.ts'
import type { DecisionTable } from '../decision-table.ts'
import type { Model } from '../network.ts'
import type { EndpointClass } from '../world/classes.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { IpRange } from '../world/ip.ts'
import { alike } from './alike.ts'

/**
 * Endpoints, or addresses outside, of which all connections are judged alike: the same policies select them, every peer
 * of every rule means all of them or none, and the ports that policies name have the same numbers.
 */
export interface Cell {
  readonly id: number
  readonly kind: EndpointClass['kind']
  readonly members: readonly Endpoint[]
  readonly ranges: readonly IpRange[]
  /** Bit 0 for IPv4, bit 1 for IPv6; both where no address is known. */
  readonly families: number
  /** Any of its classes. */
  readonly sample: EndpointClass
  readonly egress: DecisionTable | undefined
  readonly ingress: DecisionTable | undefined
}

/** Whether addresses outside that are judged alike are one cell, or one for each part that policies name. */
export type Outside = 'joined' | 'apart'

/** Joins the classes that no question about connections can tell apart. */
export function cellsOf(model: Model, outside: Outside = 'joined'): Cell[] {
  const classes = model.classes.all
  const isOutside = new Set(model.classes.external)
  const rules = model.compiled.flatMap(({ ingress, egress }) => [...(ingress?.rules ?? []), ...(egress?.rules ?? [])])
  const sets = rules.flatMap(({ rule, peers, hostPeers }) => [
    ...(rule.peers === undefined ? [] : [peers]),
    ...(hostPeers === undefined || isEmpty(hostPeers) ? [] : [hostPeers]),
  ])
  const asPeers = alike(classes.length, sets)
  // Some rules look at the node that a class is on, or at the family of its address.
  const seesNodes = rules.some(({ onNodes }) => onNodes !== undefined)
  const seesFamilies = rules.some(({ ports }) => ports.families.length > 0) || !allAlike(model.endpoints)
  const tableOf = (direction: 'egress' | 'ingress', id: number) => {
    const own = classes[id]
    return own && own.kind !== 'external' ? model.table(direction, own) : undefined
  }
  const tables = new Map<DecisionTable | undefined, number>()
  const numberOf = (table: DecisionTable | undefined) => {
    let number = tables.get(table)
    if (number === undefined) tables.set(table, (number = tables.size))
    return number
  }
  const found = new Map<string, Found>()
  for (const each of classes) {
    const { id, kind, ips, ports, node } = each
    const isExternal = kind === 'external'
    // Addresses that endpoints have, every one of them, are not outside.
    if (isExternal && !isOutside.has(each)) continue
    const [egress, ingress] = [numberOf(tableOf('egress', id)), numberOf(tableOf('ingress', id))]
    const place = `${seesNodes && kind !== 'pod' ? node : ''} ${seesFamilies ? ips?.family : ''}`
    const part = isExternal && outside === 'apart' ? id : ''
    const key = `${kind} ${part} ${asPeers[id]} ${egress} ${ingress} ${[...ports].join()} ${place}`
    let own = found.get(key)
    if (own === undefined) found.set(key, (own = { ids: [], families: 0, egress, ingress }))
    own.ids.push(id)
    own.families |= ips === undefined ? 3 : ips.family === 4 ? 1 : 2
  }
  // Rows of cells side by side that are judged by the same tables are the same for long, and quick to make.
  const ordered = [...found.values()].sort((a, b) => a.ingress - b.ingress || a.egress - b.egress)
  return ordered.flatMap(({ ids, families }, id): Cell[] => {
    const own = ids.flatMap((each) => classes[each] ?? [])
    const [sample] = own
    if (sample === undefined) return []
    return [
      {
        id,
        kind: sample.kind,
        members: own.length === 1 ? sample.members : [...new Set(own.flatMap(({ members }) => members))],
        ranges: sample.kind === 'external' ? joined(own.flatMap(({ ips }) => ips?.ranges ?? [])) : [],
        families,
        sample,
        egress: tableOf('egress', sample.id),
        ingress: tableOf('ingress', sample.id),
      },
    ]
  })
}

interface Found {
  readonly ids: number[]
  families: number
  /** Numbers of its tables. */
  readonly egress: number
  readonly ingress: number
}

/** Whether every endpoint has addresses of both families, or none that is known: then a family makes no difference. */
function allAlike(endpoints: readonly Endpoint[]): boolean {
  return endpoints.every(({ ips }) => ips.length === 0 || new Set(ips.map(({ family }) => family)).size === 2)
}

/** Ranges in order, those that touch made one. */
function joined(ranges: readonly IpRange[]): IpRange[] {
  const sorted = ranges.toSorted((a, b) => a.family - b.family || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
  const found: IpRange[] = []
  for (const range of sorted) {
    const before = found.at(-1)
    if (before?.family === range.family && before.last + 1n === range.first)
      found[found.length - 1] = { ...before, last: range.last }
    else found.push(range)
  }
  return found
}
