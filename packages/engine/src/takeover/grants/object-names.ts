import type { ClusterAccess } from '../../access/index.ts'
import { type Cluster, effectiveNamespace, isClusterScoped } from '../../cluster/index.ts'
import { everywhere } from '../graph/index.ts'
import { peopleIn } from './who.ts'

/** Names of objects that rules are restricted to, by where the rules hold. */
export class ObjectNames {
  readonly #byScope = new Map<string, Set<string>>()

  add(scope: string, name: string): void {
    addTo(this.#byScope, scope, name)
  }

  get everywhere(): readonly string[] {
    return [...(this.#byScope.get(everywhere) ?? [])]
  }

  /** Names in roles for one namespace count there; those in roles for all, where something bears them. */
  byNamespace(cluster: Cluster, access: ClusterAccess): (namespace: string) => readonly string[] {
    const everywhereNamed = this.#byScope.get(everywhere) ?? new Set()
    const found = new Map<string, Set<string>>()
    for (const [scope, names] of this.#byScope) if (scope !== everywhere) found.set(scope, new Set(names))
    const bears = (namespace: string, name: string) => {
      if (everywhereNamed.has(name)) addTo(found, namespace, name)
    }
    if (everywhereNamed.size > 0) {
      for (const resource of cluster.resources)
        if (!isClusterScoped(resource)) bears(effectiveNamespace(resource), resource.name)
      for (const who of access.rbac.bindings.flatMap(peopleIn))
        if (who.kind === 'ServiceAccount') bears(who.namespace, who.name)
    }
    return (namespace) => [...(found.get(namespace) ?? [])]
  }
}

function addTo(found: Map<string, Set<string>>, scope: string, name: string): void {
  const names = found.get(scope)
  if (names) names.add(name)
  else found.set(scope, new Set([name]))
}
