import { listOf, objectOf, stringOf } from './read.ts'

/** A volume by its source. */
export interface PodVolume {
  readonly name: string
  /** Whether it has a source that the level restricted takes. */
  readonly unrestricted: boolean
  readonly hostPath: boolean
  /** Of its sources that restricted refuses, the one that the upstream check looks for first. */
  readonly restricted: string | undefined
}

/** Sources that the level restricted takes. Source: policy/check_restrictedVolumes.go. */
const unrestricted: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
])

/** All other sources of the API, in the order in which the upstream check looks for them. */
const restricted = new Map(
  [
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
  ].map((source, order) => [source, order]),
)

const none: readonly never[] = []

export function readVolumes(value: unknown): readonly PodVolume[] {
  const list = listOf(value)
  return list.length === 0 ? none : list.map(readVolume)
}

/** An empty source counts, null does not. */
function readVolume(value: unknown): PodVolume {
  const raw = objectOf(value) ?? {}
  let isUnrestricted = false
  let source: string | undefined
  let sourceOrder = restricted.size
  for (const key of Object.keys(raw)) {
    if (raw[key] === null || raw[key] === undefined) continue
    if (unrestricted.has(key)) isUnrestricted = true
    const order = restricted.get(key)
    if (order === undefined || order >= sourceOrder) continue
    source = key
    sourceOrder = order
  }
  return {
    name: stringOf(raw['name']) ?? '',
    unrestricted: isUnrestricted,
    hostPath: source === 'hostPath',
    restricted: source,
  }
}

/**
 * A volume without a source is an emptyDir.
 *
 * Source: kubernetes/kubernetes pkg/apis/core/v1/defaults.go, SetDefaults_Volume
 */
export function withSource(volume: PodVolume): PodVolume {
  return volume.unrestricted || volume.restricted !== undefined ? volume : { ...volume, unrestricted: true }
}
