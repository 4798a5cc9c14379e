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

/** Every namespace as a whole, and every object in it that a rule may be restricted to. */
export function eachObject({ namespaces, grants }: World): Target[] {
  return namespaces.flatMap((namespace) => [
    { namespace },
    ...grants.namesIn(namespace).map((name) => ({ namespace, name, byName: true })),
  ])
}

/** As `eachObject`, and all namespaces at once. */
export function eachObjectAndAll(world: World): Target[] {
  return [{ namespace: everywhere }, ...eachObject(world)]
}

/** The cluster as a whole, and every name that a rule for the cluster may be restricted to. */
export function eachClusterObject({ grants }: World): Target[] {
  return [{ namespace: '' }, ...grants.namesEverywhere.map((name) => ({ namespace: '', name, byName: true }))]
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

/** Every Namespace, as the object of the cluster that it is. */
export function everyNamespaceByName({ namespaces }: World): Target[] {
  return namespaces.map((name) => ({ namespace: '', name }))
}
