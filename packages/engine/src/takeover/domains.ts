import { everywhere } from './facts.ts'
import type { Target } from './requirements.ts'
import type { Place } from './places.ts'
import type { Spot } from './spots.ts'
import type { World } from './world.ts'

/** What techniques are tried on. */

export function eachContainer({ spots }: World): Iterable<Spot> {
  return spots
}

export function eachNode({ places }: World): Iterable<Place> {
  return places.all
}

/** Every namespace, as a whole. */
export function eachNamespace({ namespaces }: World): Target[] {
  return namespaces.map((namespace) => ({ namespace }))
}

/** All namespaces at once, and each for what is granted in it alone. */
export function allNamespaces({ namespaces }: World): Target[] {
  return [{ namespace: everywhere }, ...namespaces.map((namespace) => ({ namespace, part: true }))]
}

/** Every namespace as a whole, and every object in it that a rule may be restricted to. */
export function eachObject({ namespaces, grants }: World): Target[] {
  return namespaces.flatMap((namespace) => [
    { namespace },
    ...grants.namesIn(namespace).map((name) => ({ namespace, name, part: true })),
  ])
}

/** All namespaces at once, each for what is granted in it alone, and every object in it that a rule names. */
export function allObjects(world: World): Target[] {
  return allNamespaces(world).flatMap((whole) => [
    whole,
    ...world.grants.namesIn(whole.namespace).map((name) => ({ namespace: whole.namespace, name, part: true })),
  ])
}

/** The cluster as a whole, and every name that a rule for the cluster may be restricted to. */
export function eachClusterObject({ grants }: World): Target[] {
  return [{ namespace: '' }, ...grants.namesEverywhere.map((name) => ({ namespace: '', name, part: true }))]
}

/** The cluster as a whole. */
export function onceForCluster(): Target[] {
  return [{ namespace: '' }]
}

/** Every namespace as a whole, and all of them at once. */
export function eachScope({ namespaces }: World): Target[] {
  return [everywhere, ...namespaces].map((namespace) => ({ namespace }))
}

/** All namespaces at once. */
export function everywhereAtOnce(): Target[] {
  return [{ namespace: everywhere }]
}

/** Every Namespace, as the object of the cluster that it is: all at once, and each by its name. */
export function allNamespaceObjects({ namespaces }: World): Target[] {
  return [{ namespace: '' }, ...namespaces.map((name) => ({ namespace: '', name, part: true }))]
}
