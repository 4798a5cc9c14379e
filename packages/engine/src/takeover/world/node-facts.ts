import { minorVersion, valueIn } from '../../cluster/index.ts'
import type { KubeletSettings } from './kubelet-settings.ts'
import type { Place } from './places.ts'

/** Systems whose kernels come without AppArmor; they use SELinux, or nothing. */
const withoutAppArmor =
  /Red Hat|RHEL|CentOS|Fedora|Rocky|AlmaLinux|Oracle Linux|Amazon Linux|Bottlerocket|SUSE Linux Enterprise Micro/i

/** Whether a node is known to have no AppArmor, by the system that its kubelet tells of. */
export function lacksAppArmor(place: Place): boolean {
  return withoutAppArmor.test(infoOf(place, 'osImage'))
}

/** Systems that start with the first version of cgroups unless told otherwise. */
const firstCgroups = [
  /^Amazon Linux 2(?!\d)/,
  /^Ubuntu (?:16|18|20)\./,
  /^Debian GNU\/Linux (?:8|9|10)\b/,
  /^(?:CentOS|Red Hat Enterprise|Rocky|AlmaLinux|Oracle)\D*(?:7|8)(?!\d)/,
]

/**
 * Whether a node is known to use cgroup v1. Since v1.35 a kubelet does not start there unless `failCgroupV1` is false.
 * Source: kubernetes/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go
 */
export function usesFirstCgroups(place: Place, settings: KubeletSettings): boolean {
  const image = infoOf(place, 'osImage')
  if (!firstCgroups.some((system) => system.test(image))) return false
  return settings.failCgroupV1 === false || (minorVersion(infoOf(place, 'kubeletVersion')) ?? 0) < 35
}

/** The first patch of each minor version that follows no link out of a subPath; older minor versions all do. */
const subPathFixed: ReadonlyMap<number, number> = new Map([
  [19, 15],
  [20, 11],
  [21, 5],
  [22, 2],
])

/** Whether a node's kubelet has CVE-2021-25741, by its version; where it is unknown, by that of the API server. */
export function followsSubPath(place: Place, apiServerMinor: number): boolean {
  const version = infoOf(place, 'kubeletVersion')
  // No kubelet is newer than its API server.
  if (version === '') return apiServerMinor < 19
  const minor = minorVersion(version)
  const patch = Number(/^v?1\.\d+\.(\d+)/.exec(version)?.[1] ?? Number.NaN)
  if (minor === undefined) return false
  return minor < 19 || patch < (subPathFixed.get(minor) ?? 0)
}

/** Clouds that answer their machines at 169.254.169.254, as `spec.providerID` of a Node names them. */
const clouds = /^(?:aws|gce|azure|openstack|digitalocean|hcloud|oci|ocid\d|alicloud|ibm|ibmpowervs|scaleway|exoscale)\b/

/** Whether a node may be a machine of a cloud that tells credentials; one of which nothing is known may be. */
export function mayBeCloudMachine(place: Place): boolean {
  if (place.node === undefined) return true
  const id = valueIn(place.node, 'spec', 'providerID')
  return typeof id === 'string' && clouds.test(id)
}

/** Whether a node's pods are answered by GKE's own metadata server, which does not give the node's credentials away. */
export function concealsMetadata(place: Place): boolean {
  return place.node?.metadata.labels?.['iam.gke.io/gke-metadata-server-enabled'] === 'true'
}

function infoOf({ node }: Place, field: string): string {
  const value = node && valueIn(node, 'status', 'nodeInfo', field)
  return typeof value === 'string' ? value : ''
}
