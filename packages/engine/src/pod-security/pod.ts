import {
  type ContainerSpec,
  conform,
  isObject,
  type PodSpec,
  type VolumeSpec,
  type Workload,
} from '../cluster/index.ts'
import type { Path } from '../yaml/index.ts'
import { withAppArmorProfiles } from './app-armor-annotations.ts'
import { podMetadataShape, podSpecShape } from './shape.ts'

/**
 * What the API server fills in before admission sees the object.
 *
 * pod: as for a Pod. created: as for a Pod that is being made, by API servers from v1.30 on, which also copy AppArmor
 * annotations into fields. template: as for the pod template of a controller. none: nothing, as the upstream functions
 * see it.
 */
export type Defaulting = 'pod' | 'created' | 'template' | 'none'

export type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers'

/** A container with its place in the pod's spec. */
export interface PodContainer {
  readonly name: string
  readonly spec: ContainerSpec
  readonly list: ContainerList
  readonly index: number
}

/** A pod, or what a template makes, as the checks look at it. */
export interface PodView {
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: PodSpec
  /** In the order in which messages name them: init, regular, ephemeral. */
  readonly containers: readonly PodContainer[]
  readonly volumes: readonly VolumeSpec[]
}

/** Takes a pod as written, whatever it holds; values of the wrong type count as missing. */
export function podView(pod: unknown, defaulting: Defaulting = 'pod'): PodView {
  const { metadata, spec } = isObject(pod) ? pod : { metadata: undefined, spec: undefined }
  return newView(
    conform(metadata, podMetadataShape, [], [])?.annotations,
    conform(spec, podSpecShape, [], []),
    defaulting,
  )
}

/** A workload's pod. Only a bare Pod is defaulted as one. */
export function podOf(workload: Workload, defaulting: Defaulting = defaultingOf(workload)): PodView {
  const { metadata, spec } = workload.pod
  return newView(metadata.annotations, spec, defaulting)
}

function defaultingOf({ resource }: Workload): Defaulting {
  return resource.group === '' && resource.kind === 'Pod' ? 'pod' : 'template'
}

/** Path of a field of a container, from the pod on. */
export function containerPath({ list, index }: PodContainer, ...below: Path): Path {
  return ['spec', list, index, ...below]
}

/** Whether the pod runs in a user namespace of its own. Source: policy/helpers.go, relaxPolicyForUserNamespacePod. */
export function hasUserNamespace({ spec }: PodView): boolean {
  return spec.hostUsers === false
}

/** Whether the pod says that it is for Windows. Node selectors do not count. */
export function isWindows({ spec }: PodView): boolean {
  return spec.os?.name === 'windows'
}

function newView(
  annotations: Readonly<Record<string, string>> | undefined,
  spec: PodSpec | undefined,
  defaulting: Defaulting,
): PodView {
  const view: PodView = {
    annotations: annotations ?? noAnnotations,
    spec: spec ?? {},
    containers: containersOf(spec ?? {}),
    volumes: spec?.volumes ?? [],
  }
  if (defaulting === 'none') return view
  const volumes = view.volumes.some(isSourceless) ? view.volumes.map(withSource) : view.volumes
  if (defaulting === 'template') return { ...view, volumes }
  const containers = spec?.hostNetwork === true ? view.containers.map(withHostPorts) : view.containers
  if (defaulting === 'pod') return { ...view, volumes, containers }
  return { ...view, volumes, containers: withAppArmorProfiles({ ...view, containers }) }
}

const noAnnotations = {}

const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const

function containersOf(spec: PodSpec): PodContainer[] {
  const containers: PodContainer[] = []
  for (const list of lists) {
    const specs = spec[list]
    if (specs === undefined) continue
    for (const [index, each] of specs.entries()) containers.push({ name: each.name ?? '', spec: each, list, index })
  }
  return containers
}

/** Sources that the level restricted takes. Source: policy/check_restrictedVolumes.go. */
export const unrestrictedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const

/** All other sources of the API, in the order in which the upstream check looks for them. */
export const restrictedVolumes = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
] as const

/** Whether a volume has a source; an empty one counts, null does not. */
export function hasSource(volume: VolumeSpec, source: string): boolean {
  const value = (volume as Readonly<Record<string, unknown>>)[source]
  return value !== undefined && value !== null
}

function isSourceless(volume: VolumeSpec): boolean {
  return (
    !unrestrictedVolumes.some((source) => hasSource(volume, source)) &&
    !restrictedVolumes.some((source) => hasSource(volume, source))
  )
}

/** Source: kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Volume. */
function withSource(volume: VolumeSpec): VolumeSpec {
  return isSourceless(volume) ? { ...volume, emptyDir: {} } : volume
}

/** Source: kubernetes/kubernetes pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts. */
function withHostPorts(container: PodContainer): PodContainer {
  const { spec, list } = container
  if (list === 'ephemeralContainers' || spec.ports === undefined) return container
  const ports = spec.ports.map((port) => (port.hostPort ? port : { ...port, hostPort: port.containerPort }))
  return { ...container, spec: { ...spec, ports } }
}
