import {
  type BindingObject,
  bootstrapObjects,
  changedBootstrap,
  type PolicyRule,
  Rbac,
  type RbacObjects,
  type RoleObject,
} from '../../packages/engine/src/access/index.ts'
import { readObjects } from './rbac-objects.ts'
import type { ControlPlane } from './server.ts'
import type { Tally } from './tally.ts'

const kinds = ['clusterRoles', 'roles', 'clusterRoleBindings', 'roleBindings'] as const

/** Holds our table of default roles and bindings against what a server made that has just started. */
export async function compareBootstrap(plane: ControlPlane, tally: Tally): Promise<string> {
  const [ours, theirs] = [bootstrapObjects(), await readObjects(plane)]
  const counts = kinds.map((kind) => {
    const [here, there] = [textsOf(ours, kind), textsOf(theirs, kind)]
    for (const key of new Set([...here.keys(), ...there.keys()]))
      tally.compare(`${kind} ${key}`, here.get(key), there.get(key))
    return `${there.size} ${kind}`
  })
  const changes = changedBootstrap({ rbac: new Rbac(theirs) })
  tally.compare('changed bootstrap objects', [], changes)
  return counts.join(', ')
}

function textsOf(objects: RbacObjects, kind: (typeof kinds)[number]): Map<string, string> {
  return new Map((objects[kind] ?? []).map((object) => [keyOf(object), text(object)]))
}

function keyOf({ metadata }: RoleObject | BindingObject): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`
}

/** All that counts of an object, in one order. An empty list and none are the same. */
function text(object: RoleObject & BindingObject & { readonly aggregationRule?: unknown }): string {
  const { metadata, rules, aggregationRule, roleRef, subjects } = object
  return JSON.stringify([
    pairs(metadata?.labels),
    pairs(metadata?.annotations),
    (rules ?? []).map(ruleText),
    aggregationRule ?? null,
    [roleRef?.apiGroup, roleRef?.kind, roleRef?.name],
    (subjects ?? []).map(({ kind, apiGroup, namespace, name }) => [kind, apiGroup, namespace, name]),
  ])
}

function pairs(record: Readonly<Record<string, string>> | null | undefined): string[] {
  return Object.entries(record ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
}

function ruleText({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  return JSON.stringify([verbs, apiGroups, resources, resourceNames, nonResourceURLs].map((list) => list ?? []))
}
