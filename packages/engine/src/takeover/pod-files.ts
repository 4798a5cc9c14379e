import { podReferences } from '../cluster/index.ts'
import { account, type CutPoint, podFiles, secret } from './graph/index.ts'
import type { Load, World } from './world/index.ts'
import { tokens } from './posture/index.ts'

/** What the kubelet laid out for pods of a node, where somebody may read it: their tokens and the Secrets in their volumes. */
export function addPodFiles(world: World): void {
  const { graph, places } = world
  const tokensOf = new Map<Load, Iterable<readonly CutPoint[]>>()
  for (const place of places.all) {
    const files = podFiles(place)
    if (!graph.isGiven(files)) continue
    for (const load of places.loadsOn(place)) {
      if (load.controlPlane) continue
      let ways = tokensOf.get(load)
      if (ways === undefined) {
        const all = load.spots.flatMap((spot) => tokens(spot, world))
        ways = new Map(all.map((cuts) => [cuts.map(({ key }) => key).join(), cuts])).values().toArray()
        tokensOf.set(load, ways)
      }
      for (const cuts of ways) graph.add({ needs: [files], gives: account(load.namespace, load.account), cuts })
      for (const { kind, name, from } of podReferences(load.workload))
        if (kind === 'Secret' && from === 'volume') graph.add({ needs: [files], gives: secret(load.namespace, name) })
    }
  }
}
