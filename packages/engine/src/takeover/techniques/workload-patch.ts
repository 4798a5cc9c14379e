import {
  allObjects,
  can,
  defineTechnique,
  extensionKinds,
  kindOfLoad,
  type Requirement,
  type Target,
  templateKinds,
} from '../vocabulary/index.ts'
import { code, everywhere, type Fact, makesPods, scopeText } from '../graph/index.ts'
import type { Load, World } from '../world/index.ts'

/** A namespace or an object in it, and which kind of workload is changed; any kind when none is given. */
interface WorkloadTarget extends Target {
  readonly kind?: string
}

const kinds = `${templateKinds}|${extensionKinds}`
const anyKind = can('update|patch', kinds)
const byKind = new Map(kinds.split('|').map((kind) => [kind, can('update|patch', kind)]))

const mayChange: Requirement<WorkloadTarget> = {
  words: anyKind.words,
  atoms: anyKind.atoms,
  options: (target, world) =>
    (target.kind === undefined ? anyKind : byKind.get(target.kind))?.options(target, world) ?? [],
}

/** A template that is changed makes new pods. */
export const workloadPatch = defineTechnique({
  id: 'WORKLOAD-PATCH',
  title: 'Change a workload template',
  class: 'rbac',
  description:
    'Changing the template of a workload makes new pods with any image, account and volume that admission lets through; a workload of the kind as it is gives its own privileges besides.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  each: (world): WorkloadTarget[] =>
    allObjects(world).flatMap((target) => [target, ...kindsOf(target, world).map((kind) => ({ ...target, kind }))]),
  requires: [[mayChange]],
  gives: (target, world): Fact[] =>
    target.kind === undefined
      ? [makesPods(target.namespace)]
      : loadsOf(target, world).flatMap((load) => (kindOfLoad(load) === target.kind ? load.spots.map(code) : [])),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Change the template of a workload ${scopeText(namespace)}`
      : `Change the template of ${namespace}/${name}`,
})

/** The kinds of workloads that are there, as a rule names them. */
function kindsOf(target: Target, world: World): string[] {
  return [...new Set(loadsOf(target, world).map(kindOfLoad))].filter((kind) => byKind.has(kind))
}

function loadsOf({ namespace, name }: Target, { loads, loadsIn }: World): readonly Load[] {
  const all = namespace === everywhere ? loads : loadsIn(namespace)
  return name === undefined ? all : all.filter(({ workload }) => workload.resource.name === name)
}
