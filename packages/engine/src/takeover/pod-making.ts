import { everywhere, makesPods } from './graph/index.ts'
import { atomsOf } from './grants/index.ts'
import { podMakingKinds } from './vocabulary/index.ts'
import type { World } from './world/index.ts'

const kinds = podMakingKinds.split('|')

/** Who creates pods, or what makes pods, makes them at will; so does an apply that creates, which names its object. */
export function addPodMaking({ graph, grants, namespaces }: World): void {
  const anyKind = atomsOf('create', podMakingKinds)
  const all = grants.can(anyKind, everywhere)
  if (all) graph.add({ needs: [all], gives: makesPods(everywhere) })
  for (const namespace of namespaces) {
    const gives = makesPods(namespace)
    const create = grants.can(anyKind, namespace, '', 'here')
    if (create) graph.add({ needs: [create], gives })
    for (const name of grants.namesIn(namespace)) {
      for (const kind of kinds) {
        const named = grants.can(atomsOf('create', kind), namespace, name, 'name')
        const patch = named && grants.can(atomsOf('patch', kind), namespace, name)
        if (named && patch) graph.add({ needs: [named, patch], gives })
      }
    }
  }
}
