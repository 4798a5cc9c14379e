import { effectiveNamespace, type Resource, valueIn, type Workload } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import { type Mention, mentionsOf, type NamedService, qualifiedIn } from './host-names.ts'
import type { Move } from './move.ts'
import { searchesNamespace, usesClusterDns } from './resolver.ts'
import { sourcesOf } from './sources.ts'
import type { Text } from './texts.ts'
import { named } from './words.ts'

/** Where those who read a text run, after the move. */
type Place = 'stays' | 'moves' | 'elsewhere'

/** A Service that clients may name, with what the move does to it. */
interface Known extends NamedService {
  readonly part: 'all' | 'some' | 'none'
}

/** A text, with who reads it. */
interface Reader {
  readonly resource: Resource
  readonly place: Place
  /** Whether names without a namespace lead to the Services of the namespace, before the move. */
  readonly short: boolean
  /** Whether such names still do after it, by the search list of the pod. */
  readonly searches: boolean
  /** Whether such names lead to what has moved, by the same list. */
  readonly follows: boolean
  /** Whether it is known that anything reads it. */
  readonly read: boolean
  readonly texts: readonly Text[]
}

/**
 * Who names a Service by a host name that means something else after the move: in values of variables, in arguments, in
 * ConfigMaps, in Secrets and in custom resources.
 */
export function clientsThatBreak(move: Move): MoveConsequence[] {
  const services = [
    ...move.services.map(({ resource, part }) => knownOf(resource, move.namespace, part)),
    ...move.staying.map((resource) => knownOf(resource, move.namespace, 'none')),
  ]
  const consequences: MoveConsequence[] = []
  // What pods of both sides read has two readers, and is told of once.
  const told = new Map<Text, Set<string>>()
  for (const reader of readersIn(move)) {
    const asked = services.filter(({ part }) => part !== 'none' || (reader.place === 'moves' && !reader.searches))
    for (const text of reader.texts) {
      for (const service of asked) {
        const mentions = reader.short ? mentionsOf(text.text, text.label, service) : qualifiedIn(text.text, service)
        const broken = mentions.filter((mention) => isBroken(mention, service, reader))
        const [first] = broken.toSorted((a, b) => Number(b.sure) - Number(a.sure))
        const known = told.get(text) ?? new Set()
        if (first === undefined || known.has(service.name)) continue
        told.set(text, known.add(service.name))
        consequences.push(consequenceOf(first, service, reader, text, move))
      }
    }
  }
  return consequences
}

function knownOf(resource: Resource, namespace: string, part: Known['part']): Known {
  const ports = valueIn(resource, 'spec', 'ports')
  const numbers = Array.isArray(ports) ? ports.map((_, i) => valueIn(resource, 'spec', 'ports', i, 'port')) : []
  return {
    name: resource.name,
    namespace,
    part,
    ports: numbers.filter((port) => typeof port === 'number'),
    headless: valueIn(resource, 'spec', 'clusterIP') === 'None',
  }
}

/** A short name follows its Service where both move, and a name with a namespace holds where the Service stays. */
function isBroken({ form }: Mention, { part }: Known, { place, follows }: Reader): boolean {
  if (part === 'some') return true
  if (part === 'none') return place === 'moves' && form === 'short'
  return form === 'qualified' || (place !== 'moves' && !follows)
}

function consequenceOf(
  { host, sure }: Mention,
  { name, part }: Known,
  { resource, place, read }: Reader,
  { path }: Text,
  { namespace, target }: Move,
): MoveConsequence {
  const who = `${named(resource)} names the Service ${name} as ${host}`
  const home = part === 'none' ? namespace : target
  const why =
    part === 'some'
      ? `of which ${namespace} and ${target} each keep a part`
      : part === 'none'
        ? `which means nothing in ${target}`
        : `which moves to ${target}`
  const copied = place === 'moves' && part === 'none' ? ', where it is used in that namespace' : ''
  const isConfig = resource.kind === 'ConfigMap' || resource.kind === 'Secret'
  return {
    kind: 'host-name',
    resource,
    path,
    action: sure && read && part !== 'some' ? 'change' : 'check',
    message: `${who}, ${why}`,
    remedy:
      part === 'some'
        ? `Name ${name}.${namespace}.svc or ${name}.${target}.svc, whichever has the pods that are meant`
        : `Name it ${name}.${home}.svc${isConfig ? copied : ''}${sure ? '' : ', if the Service is meant'}`,
  }
}

function readersIn(move: Move): Reader[] {
  const { within, naming } = sourcesOf(move.cluster)
  const undeclared =
    move.namespace === 'default' ? [] : within('default').filter(({ resource }) => isOurs(resource, move))
  const sources = new Set([...within(move.namespace), ...undeclared, ...naming(move.namespace)])
  return [...sources].flatMap(({ resource, workload, texts }) =>
    placesOf(resource, workload, move).map((place) => ({ ...place, resource, texts })),
  )
}

type Where = Omit<Reader, 'resource' | 'texts'>

const elsewhere: Where = { place: 'elsewhere', short: false, searches: false, follows: false, read: true }

/** Data is read where the workloads run that use it; custom resources are taken to be read by programs anywhere. */
function placesOf(resource: Resource, workload: Workload | undefined, move: Move): Where[] {
  if (workload !== undefined) return [placeOf(workload, move)]
  const { group, kind } = resource
  if (group !== '' || !isOurs(resource, move)) return [elsewhere]
  const users = move.usersOf(kind === 'Secret' ? 'Secret' : 'ConfigMap', resource.name).filter(usesClusterDns)
  const places = users.map((user) => placeOf(user, move))
  if (places.length === 0) return [{ place: 'stays', short: true, searches: false, follows: false, read: false }]
  // A name has to lead all who read it in one namespace to the Service.
  return [...Map.groupBy(places, ({ place }) => place).values()].flatMap((alike): Where[] => {
    const [first] = alike
    if (first === undefined) return []
    return [{ ...first, searches: alike.every((each) => each.searches), follows: alike.every((each) => each.follows) }]
  })
}

/** Whether data is of the namespace, or is used there and declared without any. */
function isOurs(resource: Resource, { namespace, find, usersOf }: Move): boolean {
  if (effectiveNamespace(resource) === namespace) return true
  const { kind, name } = resource
  if (resource.namespace !== undefined || (kind !== 'ConfigMap' && kind !== 'Secret')) return false
  return usersOf(kind, name).length > 0 && find(kind, name) === resource
}

function placeOf(workload: Workload, move: Move): Where {
  const searches = searchesNamespace(workload, move.namespace)
  const follows = searchesNamespace(workload, move.target)
  if (effectiveNamespace(workload.resource) !== move.namespace)
    return { place: 'elsewhere', short: searches, searches, follows, read: true }
  return { place: move.isMoved(workload) ? 'moves' : 'stays', short: true, searches, follows, read: true }
}
