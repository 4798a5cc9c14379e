import { isObject, pathIn, perCluster, type Resource } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { nameLabel } from './namespace-labels.ts'
import { named } from './words.ts'

/** Fields that list namespaces: `match` of Gatekeeper's constraints and of Kyverno's rules, and exceptions of both. */
const lists: ReadonlySet<string> = new Set(['namespaces', 'excludedNamespaces'])

/** Looked at with what their selectors select, or no more than data. */
const passedOver: ReadonlySet<string> = new Set([
  'NetworkPolicy',
  'ServiceMonitor',
  'PodMonitor',
  'ConfigMap',
  'Secret',
])

/** A place where a namespace is named, with all that is named beside it. */
interface Place {
  readonly resource: Resource
  readonly path: Path
  readonly beside: readonly unknown[]
}

/**
 * What lists the namespace or selects it by name, and so means no other: bindings of admission policies, webhooks,
 * constraints, listeners of Gateways.
 */
export function namespaceNames({ cluster, namespace, target }: Move): MoveConsequence[] {
  return (placesByName(cluster).get(namespace) ?? [])
    .filter(({ beside }) => !beside.includes(target))
    .map(({ resource, path }) => ({
      kind: 'namespace-name',
      resource,
      path,
      action: 'check',
      message: `${named(resource)} names the namespace ${namespace}, and treats what moves to ${target} otherwise`,
      remedy: `Name ${target} there too, unless it should not be treated like ${namespace}`,
    }))
}

const placesByName = perCluster((cluster): ReadonlyMap<string, readonly Place[]> => {
  const places = new Map<string, Place[]>()
  for (const resource of cluster.resources) {
    if (passedOver.has(resource.kind) || cluster.workloadsOf(resource).length > 0) continue
    for (const field of ['spec', 'webhooks']) {
      visit(resource.object[field], [field], (name, path, beside) => {
        const place = { resource, path: pathIn(resource, ...path), beside }
        const known = places.get(name)
        if (known) known.push(place)
        else places.set(name, [place])
      })
    }
  }
  return places
})

type Note = (name: string, path: Path, beside: readonly unknown[]) => void

const deepest = 30

function visit(value: unknown, path: Path, note: Note): void {
  if (path.length > deepest) return
  if (Array.isArray(value)) value.forEach((item, i) => visit(item, [...path, i], note))
  else if (isObject(value)) {
    const name = value[nameLabel]
    if (typeof name === 'string') note(name, [...path, nameLabel], [name])
    if (value['key'] === nameLabel) noteAll(value['values'], [...path, 'values'], note)
    for (const [key, below] of Object.entries(value)) {
      if (lists.has(key)) noteAll(below, [...path, key], note)
      if (typeof below === 'object') visit(below, [...path, key], note)
    }
  }
}

function noteAll(list: unknown, path: Path, note: Note): void {
  if (!Array.isArray(list)) return
  const names: readonly unknown[] = list
  names.forEach((name, i) => {
    if (typeof name === 'string') note(name, [...path, i], names)
  })
}
