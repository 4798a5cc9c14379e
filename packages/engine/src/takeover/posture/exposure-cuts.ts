import { isObject, type Resource, valueIn } from '../../cluster/index.ts'
import type { Change } from '../../fixes/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import type { CutPoint } from '../graph/index.ts'
import type { Exposure, Spot, World } from '../world/index.ts'
import { fieldCut } from './posture.ts'

/** The declaration that exposes a container, to be taken back. */
export function exposureCut(spot: Spot, { by, resource, path, words }: Exposure, world: World): CutPoint {
  if (by === 'hostPort' || by === 'hostNetwork') {
    const rule = by === 'hostPort' ? 'host-port' : 'host-network'
    return fieldCut(spot, world, {
      path,
      words: by === 'hostPort' ? words : 'hostNetwork',
      rule,
      changes: [{ op: 'delete', path }],
      description: `Remove ${by}`,
      ofPod: by === 'hostNetwork',
    })
  }
  const { document } = resource
  const key = `exposure ${document.source.name} ${document.index} ${formatPath(path)}`
  return world.cuts.get(key, () => {
    const place = { resource, path, rule: undefined, container: undefined }
    const kept = world.options.warrantFor?.(place)
    const { description, changes } = fixOf(by, resource, path, words)
    return {
      ...place,
      title: words,
      label: words,
      cost: kept === undefined ? 5 : Number.POSITIVE_INFINITY,
      kept,
      fix: {
        class: changes.length > 0 ? 'evidence' : 'none',
        description,
        changes: changes.map((change) => ({ ...change, resource })),
      },
    }
  })
}

/** Fields that the API server refuses in a Service of another type. Source: kubernetes/kubernetes validateServiceSpec. */
const ofOtherTypes = [
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'allocateLoadBalancerNodePorts',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
]

function fixOf(by: Exposure['by'], resource: Resource, path: Path, words: string) {
  if (by === 'route')
    return { description: `Remove the path from ${words} to its Service, where nobody outside needs it`, changes: [] }
  if (by === 'externalIPs')
    return { description: `Remove the ${words}`, changes: [{ op: 'delete', path }] satisfies Change[] }
  const spec = path.slice(0, -1)
  const ports = valueIn(resource, 'spec', 'ports')
  const changes: Change[] = [{ op: 'set', path, value: 'ClusterIP' }]
  for (const [i, port] of (Array.isArray(ports) ? (ports as unknown[]) : []).entries())
    if (isObject(port) && port['nodePort'] !== undefined)
      changes.push({ op: 'delete', path: [...spec, 'ports', i, 'nodePort'] })
  for (const field of ofOtherTypes)
    if (valueIn(resource, 'spec', field) !== undefined) changes.push({ op: 'delete', path: [...spec, field] })
  return { description: `Make it a ClusterIP Service, where nobody outside needs it`, changes }
}
