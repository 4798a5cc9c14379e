import {
  conform,
  effectiveNamespace,
  isObject,
  labelSelectorShape,
  pathIn,
  type Resource,
  selectorMatches,
  valueIn,
  type Workload,
} from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { listed, named, namesOf } from './words.ts'

const group = 'monitoring.coreos.com'

/** ServiceMonitors and PodMonitors: they look into their own namespace, unless they name others. */
export function monitorsThatFollow(move: Move): MoveConsequence[] {
  const { cluster, services, staying, moved, stayers } = move
  const ofServices = cluster.ofKind('ServiceMonitor', group).flatMap((resource) => {
    const matches = (service: Resource) => selects(resource, service.metadata.labels)
    const found = services.filter((each) => matches(each.resource))
    const shared = staying.some(matches) || found.some(({ part }) => part === 'some')
    return found.length === 0 ? [] : monitor(resource, listed(found.map(({ name }) => `Service ${name}`)), shared, move)
  })
  const ofPods = cluster.ofKind('PodMonitor', group).flatMap((resource) => {
    const matches = ({ pod }: Workload) => selects(resource, pod.metadata.labels)
    const found = moved.filter(matches)
    return found.length === 0 ? [] : monitor(resource, namesOf(found, cluster), stayers.some(matches), move)
  })
  return [...ofServices, ...ofPods]
}

function monitor(resource: Resource, watched: string, shared: boolean, { namespace, target }: Move): MoveConsequence[] {
  const own = effectiveNamespace(resource)
  const written = namespacesOf(resource)
  const names = written ?? [own]
  if (isAny(resource) || !names.includes(namespace) || names.includes(target)) return []
  const message = `${named(resource)} of ${own} finds ${watched} only in ${namespace}`
  if (written !== undefined) {
    const path = pathIn(resource, 'spec', 'namespaceSelector', 'matchNames')
    return [{ kind: 'monitor', resource, path, action: 'change', message, remedy: `Add ${target} to matchNames` }]
  }
  const remedy = `Make it in ${target}${shared ? ' too' : ''}, where its Prometheus looks for monitors there`
  return [{ kind: 'monitor', resource, action: shared ? 'copy' : 'moves', message, remedy }]
}

function isAny(resource: Resource): boolean {
  return valueIn(resource, 'spec', 'namespaceSelector', 'any') === true
}

function namespacesOf(resource: Resource): readonly unknown[] | undefined {
  const selector = valueIn(resource, 'spec', 'namespaceSelector')
  const names = isObject(selector) ? selector['matchNames'] : undefined
  return Array.isArray(names) && names.length > 0 ? names : undefined
}

function selects(resource: Resource, labels: Readonly<Record<string, string>> | undefined): boolean {
  const path = pathIn(resource, 'spec', 'selector')
  return selectorMatches(conform(valueIn(resource, 'spec', 'selector'), labelSelectorShape, path, []), labels)
}
