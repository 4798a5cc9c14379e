import {
  type Cluster,
  type Container,
  effectiveNamespace,
  isObject,
  mountsToken,
  type Resource,
  serviceAccountName,
  headOf,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'

/** A container of a workload: where an intruder may stand. */
export interface Spot {
  readonly id: number
  readonly load: Load
  /** The template or pod that declares it. */
  readonly declared: Workload
  readonly container: Container
}

/** A workload as it is declared at the top, with the pods that run for it. */
export interface Load {
  readonly id: number
  readonly workload: Workload
  readonly namespace: string
  /** `Deployment shop/cart` */
  readonly title: string
  /** The service account that its pods run as. */
  readonly account: string
  readonly mountsToken: boolean
  readonly spots: readonly Spot[]
  /** Pods that are known to run for it. */
  readonly pods: readonly Workload[]
  /** Whether it is a part of the control plane that a kubelet runs from a file. */
  readonly controlPlane: boolean
}

/** The workloads of a cluster; what a controller made counts to the controller, and what has ended is left out. */
export function loadsOf(cluster: Cluster): Load[] {
  const groups = new Map<Resource, Workload[]>()
  for (const workload of cluster.workloads) {
    if (isPod(workload.resource) && hasEnded(workload.resource)) continue
    const top = headOf(workload, cluster)
    const group = groups.get(top)
    if (group) group.push(workload)
    else groups.set(top, [workload])
  }
  const loads: Load[] = []
  let spotCount = 0
  for (const [top, members] of groups) {
    const own = members.filter(({ resource }) => resource === top)
    // A controller that is no workload itself, such as an operator's own kind, is told by what it made.
    const heads = own.length > 0 ? own : members.slice(0, 1)
    const running = members.filter(({ resource }) => isPod(resource) && (resource !== top || isRunning(resource)))
    for (const head of heads) {
      const spots: Spot[] = []
      const load: Load = { ...newLoad(head, loads.length, running, cluster), spots }
      const names = new Set<string>()
      for (const declared of [head, ...running.slice(0, mostCompared)]) {
        for (const container of declared.containers) {
          if (names.has(container.name)) continue
          names.add(container.name)
          spots.push({ id: spotCount++, load, declared, container })
        }
      }
      loads.push(load)
    }
  }
  return loads
}

/** Pods of one controller are alike; what something put into them shows in the first ones. */
const mostCompared = 5

function newLoad(workload: Workload, id: number, running: readonly Workload[], cluster: Cluster): Omit<Load, 'spots'> {
  const { resource } = workload
  const namespace = effectiveNamespace(resource)
  return {
    id,
    workload,
    namespace,
    title: `${resource.kind} ${namespace}/${resource.name}`,
    account: serviceAccountName(workload),
    mountsToken: mountsToken(workload, cluster),
    pods: running,
    controlPlane: [workload, ...running].some(isControlPlane),
  }
}

function isPod({ group, kind }: Resource): boolean {
  return group === '' && kind === 'Pod'
}

function isRunning(resource: Resource): boolean {
  return isObject(valueIn(resource, 'status')) || typeof valueIn(resource, 'spec', 'nodeName') === 'string'
}

function hasEnded(resource: Resource): boolean {
  const phase = valueIn(resource, 'status', 'phase')
  return phase === 'Succeeded' || phase === 'Failed'
}

/**
 * The API shows what a kubelet runs from a file as a mirror pod; those of the control plane carry its label. The label
 * alone says nothing, as anybody may write it.
 */
function isControlPlane({ resource }: Workload): boolean {
  const { annotations, labels } = resource.metadata
  return (
    resource.namespace === 'kube-system' &&
    annotations?.['kubernetes.io/config.mirror'] !== undefined &&
    labels?.['tier'] === 'control-plane'
  )
}
