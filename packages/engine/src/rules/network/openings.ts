import { type Cluster, pathIn } from '../../cluster/index.ts'
import { allowsAll, type FlowDirection, openingsOf } from '../../network/index.ts'
import type { ResourceReport } from '../rule.ts'
import { policiesIn } from './policies.ts'

/** Where policies open a direction to the internet as a whole, but for rules that open everything at once. */
export function* openingReports(cluster: Cluster, direction: FlowDirection): Generator<ResourceReport> {
  for (const { model, compiled, resource } of policiesIn(cluster)) {
    const own = compiled[direction]
    if (own === undefined) continue
    for (const { path, whom, ports, rule } of openingsOf(model, own, compiled.policy[direction]?.path ?? ['spec'])) {
      if (rule && allowsAll(model, rule)) continue
      if (ports === 'none') continue
      const at = ports === 'all' ? 'every port' : ports
      yield {
        resource,
        at: pathIn(resource, ...path),
        message: `${direction} is open ${direction === 'ingress' ? 'from' : 'to'} ${whom} at ${at}`,
        severity: ports === 'all' ? 'medium' : 'low',
        fix: {
          description: `Name the ${direction === 'ingress' ? 'sources' : 'destinations'} that are needed`,
          needs: 'the addresses that the pods have been seen to talk to',
        },
      }
    }
  }
}
