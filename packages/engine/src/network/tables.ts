import { bitsOf, membersOf } from './bits.ts'
import type { CompiledDirection, CompiledPolicy } from './compile.ts'
import { scratchOf } from './decide.ts'
import { DecisionTable } from './decision-table.ts'
import type { Model } from './network.ts'
import { Partition } from './partition.ts'
import { PeerParts } from './peer-parts.ts'
import type { FlowDirection } from './policy/policy.ts'
import type { Classes, EndpointClass } from './world/classes.ts'
import type { PortIndex } from './world/port-index.ts'

/** A policy's direction, with the policy's place among all. */
interface Placed {
  readonly place: number
  readonly own: CompiledDirection
}

/** For each class, the policies that select it. */
type Selecting = Record<FlowDirection, Placed[][]>

const none: readonly Placed[] = []

/** Classes that the same policies select share their decisions, if their ports, addresses and nodes make no difference. */
export function tablesOf(
  compiled: readonly CompiledPolicy[],
  classes: Classes,
  portIndex: PortIndex,
): Pick<Model, 'table' | 'selecting'> {
  const size = portIndex.groups.length
  const icmp = bitsOf(
    size,
    portIndex.groups.filter(({ protocol }) => protocol === 'ICMP').map(({ id }) => id),
  )
  const context = { classes, portIndex, icmp, ports: scratchOf(size), peers: scratchOf(classes.all.length) }
  const partsContext = { classes, partition: new Partition(classes.all.length) }
  const tables = new Map<string, DecisionTable>()
  const peersOf = new Map<string, PeerParts>()
  const byClass: Record<FlowDirection, (DecisionTable | null | undefined)[]> = { ingress: [], egress: [] }
  const byPods: Selecting = { ingress: [], egress: [] }
  const byHosts: Selecting = { ingress: [], egress: [] }
  compiled.forEach(({ subjects, hostSubjects, ...policy }, place) => {
    for (const direction of ['ingress', 'egress'] as const) {
      const own = policy[direction]
      if (own === undefined) continue
      for (const id of membersOf(subjects)) (byPods[direction][id] ??= []).push({ place, own })
      for (const id of membersOf(hostSubjects)) (byHosts[direction][id] ??= []).push({ place, own })
    }
  })

  const find = (direction: FlowDirection, subject: EndpointClass): DecisionTable | null => {
    const mine = byPods[direction][subject.id] ?? none
    const hosts = byHosts[direction][subject.id] ?? none
    if (mine.length === 0 && hosts.length === 0) return null
    const isEgress = direction === 'egress'
    const policies = `${direction} ${placesOf(mine)} ${placesOf(hosts)}`
    let peers = peersOf.get(policies)
    if (peers === undefined) {
      const rules = [...mine, ...hosts].flatMap(({ own }) => own.rules)
      peersOf.set(policies, (peers = new PeerParts(rules, isEgress, partsContext)))
    }
    // Names of ports are those of the destination, which for incoming traffic is the subject.
    const ports = isEgress ? '' : portsNamed(peers.portNames, subject)
    const family = peers.haveFamilies ? (subject.ips?.family ?? '') : ''
    const node = peers.areRelative ? (subject.node ?? '') : ''
    const key = `${policies} ${ports} ${family} ${node}`
    let table = tables.get(key)
    if (table === undefined) {
      const [own, ofHosts] = [mine, hosts].map((placed) => placed.map((each) => each.own))
      table = new DecisionTable(own ?? [], ofHosts ?? [], subject, isEgress, peers, context)
      tables.set(key, table)
    }
    return table
  }
  return {
    table: (direction, subject) => {
      const known = byClass[direction]
      let table = known[subject.id]
      if (table === undefined) known[subject.id] = table = find(direction, subject)
      return table ?? undefined
    },
    selecting: (direction, { id }) =>
      [...(byPods[direction][id] ?? none), ...(byHosts[direction][id] ?? none)].map(({ own }) => own),
  }
}

function placesOf(policies: readonly Placed[]): string {
  return policies.map(({ place }) => place).join()
}

/** What names of ports come to at a class. */
function portsNamed(names: ReadonlySet<string>, { ports }: EndpointClass): string {
  if (names.size === 0 || ports.size === 0) return ''
  return [...ports].filter(([key]) => names.has(key.slice(key.indexOf('/') + 1))).join()
}
