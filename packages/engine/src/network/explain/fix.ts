import { hasBit } from '../bits.ts'
import { buildModel, type Model } from '../network.ts'
import type { FlowDirection } from '../policy/policy.ts'
import { Sides } from '../sides.ts'
import { fields, isGiven, list, type Source, text } from '../world/source.ts'
import { valueAt } from '../../yaml/index.ts'
import { type FixChange, withChanges } from './changes.ts'
import type { Direction } from './direction.ts'
import type { Flow } from './flows.ts'
import { differenceAt, type Pair } from './opened.ts'
import { peerFor, stableLabels } from './peer-for.ts'

/** What to change so that a connection is allowed, tried on the whole model. */
export interface Fix {
  readonly changes: readonly FixChange[]
  /** What it opens beside what was asked for. */
  readonly opens: readonly Pair[]
}

export type FixOutcome = { readonly fix: Fix } | { readonly reason: string }

interface Candidate {
  readonly change: FixChange
  readonly model: Model
  readonly opens: readonly Pair[]
}

/** The smallest change that allows a flow: of those that do, the one that opens least beside. */
export function fixFor(model: Model, flow: Flow, directions: readonly Direction[]): FixOutcome {
  const chosen: FixChange[] = []
  let after: Model | undefined
  for (const direction of directions) {
    if (direction.verdict === 'allow') continue
    if (direction.by === 'apart') return { reason: 'no policy stands in its way' }
    if (direction.by === 'undefined') return { reason: direction.reason ?? 'it is not defined what becomes of it' }
    const found = bestFor(model, flow, direction)
    if ('reason' in found) return found
    chosen.push(found.change)
    after = found.model
  }
  if (after === undefined) return { reason: 'nothing stands in its way' }
  if (chosen.length > 1) after = buildModel(withChanges(model.sources, chosen))
  const { opened } = differenceAt(model, after, flow.connection, 'verdict', touchedBy(after, chosen))
  return { fix: { changes: chosen, opens: opened.filter((pair) => !isAsked(pair, flow)) } }
}

function bestFor(model: Model, flow: Flow, direction: Direction): Candidate | { readonly reason: string } {
  const offered = changesFor(model, flow, direction)
  if ('reason' in offered) return offered
  let best: Candidate | undefined
  for (const change of offered.changes) {
    const after = buildModel(withChanges(model.sources, [change]))
    if (!allows(after, flow, direction.direction)) continue
    const touched = touchedBy(after, [change])
    const { opened, closed } = differenceAt(model, after, flow.connection, direction.direction, touched)
    // A new policy isolates what it selects: it must take nothing away.
    if (closed.length > 0) continue
    const opens = opened.filter((pair) => !isAsked(pair, flow))
    if (best === undefined || size(opens) < size(best.opens)) best = { change, model: after, opens }
    if (opens.length === 0) break
  }
  return best ?? { reason: 'no single rule would allow it: another policy still refuses it' }
}

function size(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { from, to }) => sum + Math.max(from.length, 1) * Math.max(to.length, 1), 0)
}

function allows(after: Model, { connection }: Flow, direction: FlowDirection): boolean {
  const sides = new Sides(after)
  const again = (side: Flow['connection']['from']) =>
    side.endpoint === undefined
      ? side
      : {
          ...side,
          endpoint: after.endpoints.find(({ id, kind }) => id === side.endpoint?.id && kind === side.endpoint.kind),
        }
  const [fromClass, toClass] = sides.classesOf(again(connection.from), again(connection.to))
  const [subject, peer] = direction === 'egress' ? [fromClass, toClass] : [toClass, fromClass]
  const group = after.portIndex.groupOf(connection.protocol, connection.port)
  return !(after.table(direction, subject)?.canDeny(peer.id, group) ?? false)
}

/** Only what a changed policy is about can be judged otherwise. */
function touchedBy(after: Model, changes: readonly FixChange[]) {
  const named = changes.map((change) => {
    const object = change.kind === 'add' ? change.source.object : change.object
    const { name, namespace } = fields(object['metadata'])
    return `${text(object['kind'])} ${text(namespace)}/${text(name)}`
  })
  const compiled = after.compiled.filter(({ policy: { source } }) => {
    const { name, namespace } = fields(source.object['metadata'])
    return named.includes(`${source.kind} ${text(namespace)}/${text(name)}`)
  })
  return ({ id }: { readonly id: number }) =>
    compiled.some(({ subjects, hostSubjects }) => hasBit(subjects, id) || hasBit(hostSubjects, id))
}

function isAsked({ from, to }: Pair, flow: Flow): boolean {
  const isIn = (members: Pair['from'], asked: Flow['from']) =>
    asked.length === 0 ? members.length === 0 : members.length > 0 && members.every((each) => asked.includes(each))
  return isIn(from, flow.from) && isIn(to, flow.to)
}

const mostPolicies = 3

function changesFor(
  model: Model,
  flow: Flow,
  direction: Direction,
): { readonly changes: readonly FixChange[] } | { readonly reason: string } {
  if (direction.by === 'rule') return beforeRule(model, flow, direction)
  const { protocol, port } = flow.connection
  if (protocol === 'ICMP') return { reason: 'NetworkPolicy has no rules for ICMP' }
  const isEgress = direction.direction === 'egress'
  const subject = isEgress ? flow.connection.from.endpoint : flow.connection.to.endpoint
  const ports = [{ ...(protocol !== 'TCP' && { protocol }), port }]
  const changes: FixChange[] = []
  for (const { policy, rule, misses } of direction.misses) {
    const [only] = misses
    // Where the peer is right and the port alone is not, the port is what is missing.
    if (misses.length !== 1 || only === undefined || policy.kind !== 'NetworkPolicy') continue
    if (!['port-number', 'service-port', 'named-port', 'protocol'].includes(only.cause)) continue
    const path = [...rule.path, 'ports']
    const index = list(valueAt(policy.source.object, path)).length
    changes.push({ kind: 'add', source: policy.source, path, index, value: ports[0] })
  }
  const found = peerFor(model, flow, isEgress, subject?.namespace, 'NetworkPolicy')
  if ('reason' in found) return changes.length > 0 ? { changes } : found
  const rule = { [isEgress ? 'to' : 'from']: [found.peer], ports }
  for (const policy of direction.isolating.filter(({ kind }) => kind === 'NetworkPolicy').slice(0, mostPolicies))
    changes.push(appended(policy.source, ['spec', direction.direction], rule))
  if (subject !== undefined) {
    const created = newPolicy(model, flow, direction.direction, subject, rule)
    if (created) changes.push(created)
  }
  return { changes }
}

function appended(source: Source, path: readonly (string | number)[], value: unknown): FixChange {
  const written = valueAt(source.object, path)
  return { kind: 'add', source, path, index: isGiven(written) ? list(written).length : undefined, value }
}

function newPolicy(
  model: Model,
  { fromTitle, toTitle, connection }: Flow,
  direction: FlowDirection,
  subject: NonNullable<Flow['connection']['from']['endpoint']>,
  rule: unknown,
): FixChange | undefined {
  const labels = stableLabels(model, subject)
  if (labels === undefined) return undefined
  const isEgress = direction === 'egress'
  const own = nameIn(isEgress ? fromTitle : toTitle)
  const other = nameIn(isEgress ? toTitle : fromTitle)
  const taken = new Set(
    model.policies.filter(({ namespace }) => namespace === subject.namespace).map(({ name }) => name),
  )
  const base = `${own}-${isEgress ? 'to' : 'from'}-${other}`.slice(0, 200)
  let name = base
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`
  if (connection.protocol === 'ICMP') return undefined
  return {
    kind: 'create',
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace: subject.namespace },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: [isEgress ? 'Egress' : 'Ingress'],
        [direction]: [rule],
      },
    },
  }
}

function nameIn(title: string): string {
  // What is in brackets, as an address or a family, is no part of a name.
  const plain = title.replace(/ \(.*$/, '')
  const last = plain.split(/[ /]/).at(-1) ?? plain
  return (
    last
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'peer'
  )
}

/** An explicit refusal is met by a rule before it. */
function beforeRule(
  model: Model,
  flow: Flow,
  { direction, rule: cited }: Direction,
): { readonly changes: readonly FixChange[] } | { readonly reason: string } {
  if (cited === undefined) return { reason: 'what refuses it is not known' }
  const { policy, rule } = cited
  const isOrdered = ['ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'].includes(policy.kind)
  if (!isOrdered)
    return { reason: `${policy.title} refuses it, and no rule that allows can outdo that: change this rule` }
  const isEgress = direction === 'egress'
  const found = peerFor(model, flow, isEgress, undefined, 'ClusterNetworkPolicy')
  if ('reason' in found) return found
  const { protocol, port } = flow.connection
  const isCluster = policy.kind === 'ClusterNetworkPolicy'
  const ports =
    protocol === 'ICMP'
      ? {}
      : isCluster
        ? { protocols: [{ [protocol.toLowerCase()]: { destinationPort: { number: port } } }] }
        : { ports: [{ portNumber: { protocol, port } }] }
  const value = { action: isCluster ? 'Accept' : 'Allow', [isEgress ? 'to' : 'from']: [found.peer], ...ports }
  const index = rule.path.at(-1)
  if (typeof index !== 'number') return { reason: `${policy.title} refuses it` }
  return { changes: [{ kind: 'add', source: policy.source, path: rule.path.slice(0, -1), index, value }] }
}
