import { everywhere, makesPods } from './graph/index.ts'
import { atomsOf } from './grants/index.ts'
import { applies, podMakingKinds } from './vocabulary/index.ts'
import type { World } from './world/index.ts'

const kinds = podMakingKinds.split('|')

/** Who creates pods, or what makes pods, makes them at will; so does an apply that creates, which names its object. */
export function addPodMaking({ graph, grants, namespaces }: World): void {
  const anyKind = atomsOf('create', podMakingKinds)
  for (const scope of [everywhere, ...namespaces]) {
    const gives = makesPods(scope)
    const create = grants.can(anyKind, scope, '', 'here')
    if (create) graph.add({ needs: [create], gives })
  }
  for (const kind of kinds) {
    const scopes = new Set(grants.scopesOf(atomsOf('create|patch', kind)))
    for (const scope of scopes)
      for (const asked of applies(kind, scope, grants)) {
        const apply = grants.together(asked)
        if (apply) graph.add({ needs: [apply], gives: makesPods(scope) })
      }
  }
}
