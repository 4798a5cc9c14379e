import { hostMounts } from '../../cluster/index.ts'
import { atomsOf } from '../grants/index.ts'
import { everywhere } from '../graph/index.ts'
import type { Target } from './requirements.ts'
import type { Place, Spot, SpotOnNode, World } from '../world/index.ts'

/** What techniques are tried on. */

export function eachContainer({ spots }: World): Iterable<Spot> {
  return spots
}

/** Containers for which something holds, with every node that they run on. */
export function eachContainerOnNode(mayBe: (spot: Spot) => boolean): (world: World) => Iterable<SpotOnNode> {
  return function* ({ spots, places }) {
    for (const spot of spots) if (mayBe(spot)) for (const place of places.of(spot.load)) yield { spot, place }
  }
}

/** Containers that are privileged or add capabilities. */
export function* eachPowerfulContainer({ spots }: World): Iterable<Spot> {
  for (const spot of spots) if (isPowerful(spot)) yield spot
}

export function isPowerful({ container }: Spot): boolean {
  const { privileged, capabilities } = container.securityContext
  return privileged === true || (capabilities?.add ?? []).length > 0
}

const known = new WeakMap<World, readonly SpotOnNode[]>()

/** Containers that mount host paths, with every node that they run on. */
export function eachContainerWithMounts(world: World): readonly SpotOnNode[] {
  let found = known.get(world)
  if (found === undefined) {
    const mounting = ({ declared, container }: Spot) =>
      (container.spec.volumeMounts ?? []).length > 0 && hostMounts(declared, container, world.cluster).length > 0
    known.set(world, (found = [...eachContainerOnNode(mounting)(world)]))
  }
  return found
}

export function eachNode({ places }: World): Iterable<Place> {
  return places.all
}

/** All namespaces at once, and each for what is granted in it alone. */
export function allNamespaces({ namespaces }: World): Target[] {
  return [{ namespace: everywhere }, ...namespaces.map((namespace) => ({ namespace, part: true }))]
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

/**
 * Where somebody may make one of some requests: everywhere at once, and the namespaces that grant one themselves; each as a
 * whole, and by the names that rules are restricted to.
 */
export function whereGranted(verbs: string, resources: string): (world: World) => Iterable<Target> {
  const atoms = atomsOf(verbs, resources)
  return function* ({ grants }) {
    for (const namespace of grants.scopesOf(atoms)) {
      yield { namespace, part: namespace !== everywhere }
      for (const name of new Set(atoms.flatMap((atom) => grants.namesFor(atom, namespace))))
        yield { namespace, name, part: true }
    }
  }
}

/** All namespaces at once. */
export function everywhereAtOnce(): Target[] {
  return [{ namespace: everywhere }]
}

/** Every Namespace, as the object of the cluster that it is: all at once, and each by its name. */
export function allNamespaceObjects({ namespaces }: World): Target[] {
  return [{ namespace: '' }, ...namespaces.map((name) => ({ namespace: '', name, part: true }))]
}
