import { code, everywhere, type Fact, pods } from '../graph/index.ts'
import type { Target } from './requirements.ts'
import type { Spot, World } from '../world/index.ts'

/** The containers of a pod by its name: one that runs, or one that is declared as such. */
export function podsNamed({ namespace, name }: Target, { loadsIn }: World): Spot[] {
  return loadsIn(namespace)
    .filter(
      ({ workload, pods: running }) =>
        running.some(({ resource }) => resource.name === name) ||
        (workload.resource.kind === 'Pod' && workload.resource.name === name),
    )
    .flatMap(({ spots }) => spots)
}

/** Code in every pod of a node by its name, or of all nodes. */
export function podsOnNodes({ name }: Target, { places }: World): Fact[] {
  if (name === undefined) return [pods(everywhere)]
  const place = places.named(name)
  return place ? places.loadsOn(place).flatMap(({ spots }) => spots.map(code)) : []
}
