import { isObject, type Resource, valueIn, headOf } from '../../../cluster/index.ts'
import type { Move } from './move.ts'

/** What a role gives access to: `any` objects, which may be made in the new namespace, or those that `move` surely. */
export type Reach = 'any' | 'moving' | 'none'

/**
 * How far a role reaches into what moves. One that was not given may reach anything; one whose rules all name objects
 * which stay reaches nothing that moves.
 */
export function reachIn(move: Move): (role: Resource | undefined) => Reach {
  const moving = movingNames(move)
  return (role) => {
    const rules = role === undefined ? undefined : valueIn(role, 'rules')
    if (!Array.isArray(rules)) return 'moving'
    return furthest(rules.map((rule: unknown) => reachOfRule(rule, moving, move)))
  }
}

function furthest(reaches: readonly Reach[]): Reach {
  return reaches.includes('moving') ? 'moving' : reaches.includes('any') ? 'any' : 'none'
}

function reachOfRule(rule: unknown, moving: ReadonlyMap<string, ReadonlySet<string>>, { here }: Move): Reach {
  const names = textsIn(rule, 'resourceNames')
  // A subresource, such as `pods/log`, is reached through its resource.
  const plurals = textsIn(rule, 'resources').map((resource) => resource.split('/')[0] ?? '')
  const reaches = plurals.map((plural): Reach => {
    const found = plural === '*' ? [...moving.values()].flatMap((each) => [...each]) : [...(moving.get(plural) ?? [])]
    if (names.length === 0) return found.length > 0 ? 'moving' : 'any'
    if (names.some((name) => found.includes(name))) return 'moving'
    const known = kindOf.get(plural)
    const present = known === undefined ? [] : here(known).map(({ name }) => name)
    return names.every((name) => present.includes(name)) ? 'none' : 'any'
  })
  return furthest(reaches)
}

const kindOf: ReadonlyMap<string, string> = new Map(
  [
    'Pod',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
    'Service',
    'ConfigMap',
    'Secret',
    'ServiceAccount',
  ].map((kind) => [`${kind.toLowerCase()}s`, kind]),
)

/** Names of what moves, by the plural by which rules name its kind. Pods move in any case, under names of their own. */
function movingNames({ cluster, moved, services, here, usersOf, isMoved }: Move): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>([['pods', new Set([''])]])
  const add = (plural: string, name: string) => {
    const known = names.get(plural)
    if (known) known.add(name)
    else names.set(plural, new Set([name]))
  }
  for (const workload of moved) {
    for (const { kind, name } of [workload.resource, headOf(workload, cluster)]) add(`${kind.toLowerCase()}s`, name)
  }
  for (const { name } of services) {
    add('services', name)
    add('endpoints', name)
  }
  for (const kind of ['ConfigMap', 'Secret'] as const) {
    for (const { name } of here(kind, '')) if (usersOf(kind, name).some(isMoved)) add(`${kind.toLowerCase()}s`, name)
  }
  return names
}

function textsIn(rule: unknown, field: string): string[] {
  const list = isObject(rule) ? rule[field] : undefined
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
}
