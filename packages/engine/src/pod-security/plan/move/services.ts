import { pathIn, serviceSelector, valueIn } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** Services that select moved pods: a Service finds pods of its own namespace only. */
export function servicesThatFollow(move: Move): MoveConsequence[] {
  return move.services.map(({ resource, name, part }) => {
    const { cluster, namespace, target, isMoved } = move
    if (part === 'all') {
      return {
        kind: 'service',
        resource,
        action: 'moves',
        message: `The Service ${name} selects only pods that move, so its name becomes ${name}.${target}.svc`,
        remedy: `Make it in ${target}${addressNote(valueIn(resource, 'spec', 'type'))}`,
      }
    }
    const selected = cluster.selectedByLabels(namespace, serviceSelector(resource))
    const stay = namesOf(
      selected.filter((workload) => !isMoved(workload)),
      cluster,
    )
    return {
      kind: 'service',
      resource,
      path: pathIn(resource, 'spec', 'selector'),
      action: 'change',
      message: `The Service ${name} would lose the pods of ${namesOf(selected.filter(isMoved), cluster)} and keep those of ${stay}`,
      remedy: `Make a Service ${name} in ${target} for the pods that move, and have each client name the one that it means`,
    }
  })
}

/** Addresses from outside of the cluster belong to the object, so a new one gets new ones. */
function addressNote(type: unknown): string {
  if (type === 'LoadBalancer') return '; its load balancer gets a new address, unless the old one is asked for'
  return type === 'NodePort' ? '; a node port that is written has to be given up by the old one first' : ''
}

/** The Services that StatefulSets name for the host names of their pods, which have to stand beside them. */
export function statefulSetServices({ namespace, target, moved, stayers, services, staying }: Move): MoveConsequence[] {
  const consequences: MoveConsequence[] = []
  for (const { resource } of moved) {
    const name = valueIn(resource, 'spec', 'serviceName')
    const service = resource.kind === 'StatefulSet' ? staying.find((each) => each.name === name) : undefined
    if (service === undefined) continue
    consequences.push({
      kind: 'stateful-set-service',
      resource: service,
      action: 'copy',
      message: `The pods of ${named(resource)} have their host names under the Service ${service.name}, which stays in ${namespace}`,
      remedy: `Make the Service ${service.name} in ${target} too`,
    })
  }
  for (const { resource } of stayers) {
    const name = valueIn(resource, 'spec', 'serviceName')
    const service =
      resource.kind === 'StatefulSet' ? services.find((each) => each.name === name && each.part === 'all') : undefined
    if (service === undefined) continue
    consequences.push({
      kind: 'stateful-set-service',
      resource,
      path: pathIn(resource, 'spec', 'serviceName'),
      action: 'copy',
      message: `The pods of ${named(resource)} have their host names under the Service ${service.name}, which moves to ${target}`,
      remedy: `Keep a Service ${service.name} in ${namespace} too`,
    })
  }
  return consequences
}
