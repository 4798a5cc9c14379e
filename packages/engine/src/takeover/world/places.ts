import { type Cluster, isObject, type PodSpec, type Resource, valueIn, type Workload } from '../../cluster/index.ts'
import type { Load, Spot } from './spots.ts'

/** A node, or where pods run of which no node is known. */
export interface Place {
  /** The node's name; of an unknown one, in words. */
  readonly name: string
  readonly node: Resource | undefined
  /** Whether the control plane of the cluster runs on it, so that its keys lie there. */
  readonly controlPlane: boolean
  /** Whether it stands for nodes of which nothing is known. */
  readonly assumed: boolean
}

/** A container, and a node that it runs on. */
export interface SpotOnNode {
  readonly spot: Spot
  readonly place: Place
}

/** The nodes of a cluster, and where each workload runs. */
export interface Places {
  readonly all: readonly Place[]
  readonly of: (load: Load) => readonly Place[]
  readonly loadsOn: (place: Place) => readonly Load[]
  readonly named: (name: string) => Place | undefined
}

const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']

/** What kubeadm's users, kind and minikube's profiles call such a node; it counts where no Node is known. */
const controlPlaneName = /(?:^|[-.])(?:control-?plane|master)(?:$|[-.\d])/

/** Where pods run of which no node is known: they are taken to share it, as the scheduler may decide so at any time. */
const worker: Place = { name: 'a node', node: undefined, controlPlane: false, assumed: true }

const windowsWorker: Place = { name: 'a Windows node', node: undefined, controlPlane: false, assumed: true }

const controlPlane: Place = { name: 'a control plane node', node: undefined, controlPlane: true, assumed: true }

/**
 * Where workloads run: the nodes of their pods; for a DaemonSet without pods, every node that takes it; a node that is
 * written down. What remains is taken to share one node. Where no Node is known, there is a control plane node besides.
 */
export function placesOf(cluster: Cluster, loads: readonly Load[]): Places {
  const nodes = new Map<string, Place>()
  for (const node of cluster.ofKind('Node', ''))
    nodes.set(node.name, { name: node.name, node, controlPlane: isControlPlaneNode(node), assumed: false })
  const known = nodes.size > 0
  // A control plane that shows itself by its pods is known by them.
  const shown = new Set(
    loads.filter((load) => load.controlPlane).flatMap((load) => load.pods.map(({ pod }) => pod.spec.nodeName)),
  )
  const named = (name: string): Place => {
    let place = nodes.get(name)
    if (place === undefined) {
      const isControlPlane = shown.has(name) || (!known && controlPlaneName.test(name))
      place = { name, node: undefined, controlPlane: isControlPlane, assumed: false }
      nodes.set(name, place)
    }
    return place
  }
  const byLoad = new Map<Load, readonly Place[]>()
  for (const load of loads) byLoad.set(load, placesOfLoad(load))
  const all = [...nodes.values()]
  const assumed = new Set([...byLoad.values()].flat())
  if (assumed.has(worker) || all.length === 0) all.push(worker)
  if (assumed.has(windowsWorker)) all.push(windowsWorker)
  if (assumed.has(controlPlane) || (!known && !all.some((place) => place.controlPlane))) all.push(controlPlane)
  const onPlace = new Map<Place, Load[]>(all.map((place) => [place, []]))
  for (const [load, places] of byLoad) for (const place of places) onPlace.get(place)?.push(load)
  return {
    all,
    of: (load) => byLoad.get(load) ?? [],
    loadsOn: (place) => onPlace.get(place) ?? [],
    named: (name) => nodes.get(name),
  }

  function placesOfLoad(load: Load): readonly Place[] {
    const running = new Set(load.pods.flatMap(({ pod }) => (pod.spec.nodeName ? [named(pod.spec.nodeName)] : [])))
    if (running.size > 0) return [...running]
    const { spec } = load.workload.pod
    if (spec.nodeName) return [named(spec.nodeName)]
    const shared = isWindows(load.workload) ? windowsWorker : worker
    const isDaemon = load.workload.resource.kind === 'DaemonSet'
    if (known) {
      const fitting = [...nodes.values()].filter(({ node }) => node !== undefined && fits(spec, node))
      if (isDaemon || isPinned(spec)) return fitting.length > 0 ? fitting : [shared]
      return [shared]
    }
    if (isPinned(spec)) return [controlPlane]
    return isDaemon && tolerates(spec, controlPlaneLabels[0] ?? '') ? [shared, controlPlane] : [shared]
  }
}

/** Only Windows has HostProcess containers, whatever else is written. */
function isWindows({ windows, pod, containers }: Workload): boolean {
  return (
    windows ||
    pod.spec.securityContext?.windowsOptions?.hostProcess === true ||
    containers.some(({ securityContext }) => securityContext.windowsOptions?.hostProcess === true)
  )
}

function isControlPlaneNode({ metadata }: Resource): boolean {
  return controlPlaneLabels.some((label) => metadata.labels?.[label] !== undefined)
}

/** Whether a node takes pods by its labels and taints. */
function fits(spec: PodSpec, node: Resource): boolean {
  const labels = node.metadata.labels ?? {}
  if (Object.entries(spec.nodeSelector ?? {}).some(([key, value]) => labels[key] !== value)) return false
  if (isPinned(spec) && !isControlPlaneNode(node)) return false
  const taints = valueIn(node, 'spec', 'taints')
  return (Array.isArray(taints) ? (taints as unknown[]) : []).every((taint) => {
    if (!isObject(taint) || taint['effect'] === 'PreferNoSchedule') return true
    return typeof taint['key'] !== 'string' || tolerates(spec, taint['key'])
  })
}

function tolerates({ tolerations = [] }: PodSpec, key: string): boolean {
  return tolerations.some((toleration) => (toleration.key ? toleration.key === key : toleration.operator === 'Exists'))
}

/** Whether a pod asks for a control plane node, by its label. */
function isPinned({ nodeSelector, affinity }: PodSpec): boolean {
  if (controlPlaneLabels.some((label) => nodeSelector?.[label] !== undefined)) return true
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  const terms = isObject(required) ? required['nodeSelectorTerms'] : undefined
  if (!Array.isArray(terms) || terms.length === 0) return false
  return (terms as unknown[]).every((term) => {
    const expressions = isObject(term) ? term['matchExpressions'] : undefined
    return (
      Array.isArray(expressions) &&
      (expressions as unknown[]).some(
        (expression) =>
          isObject(expression) &&
          controlPlaneLabels.some((label) => label === expression['key']) &&
          (expression['operator'] === 'Exists' || expression['operator'] === 'In'),
      )
    )
  })
}
