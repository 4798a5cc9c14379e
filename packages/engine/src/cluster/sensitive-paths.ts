import { hostPathRelation } from './host-path.ts'

/** What a place of a node gives to whoever sees it, or changes it. */
export interface SensitivePath {
  readonly path: string
  /** What reading it gives; left out where reading it gives little. */
  readonly read?: string
  /** What writing to it gives; left out where writing adds nothing to reading. */
  readonly write?: string
}

const programs = 'replacing programs or libraries that root runs on the node'

/** Places of a node that no workload should see, most of them by the Filesystem Hierarchy Standard. */
export const sensitivePaths: readonly SensitivePath[] = [
  { path: '/', read: 'every file of the node, with the tokens and Secrets of all its pods', write: programs },
  { path: '/bin', write: programs },
  { path: '/boot', write: 'choosing the kernel that the node starts next' },
  { path: '/dev', read: "the node's disks and other devices", write: "writing to the node's disks" },
  {
    path: '/etc',
    read: 'password hashes, host keys and certificates of the node',
    write: 'adding a user, a cron job or a service that runs as root',
  },
  {
    path: '/etc/kubernetes',
    read: "kubeconfigs of the node and, on a control plane, the cluster's keys",
    write: 'starting pods past the API server',
  },
  { path: '/home', read: 'SSH keys and credentials of the people who log in', write: 'adding an SSH key' },
  { path: '/lib', write: programs },
  { path: '/lib64', write: programs },
  { path: '/opt/cni', write: 'replacing the network plugin that the runtime runs as root for every pod' },
  {
    path: '/proc',
    read: 'the environment and memory of every process of the node',
    write: 'naming a program that the kernel runs as root when a process crashes',
  },
  { path: '/root', read: "root's SSH keys and credentials", write: 'adding an SSH key for root' },
  { path: '/run/containerd', read: 'the file systems of all running containers', write: 'changing running containers' },
  { path: '/run/crio', read: 'the state of all running containers', write: 'changing running containers' },
  { path: '/run/dbus', read: 'a socket through which services of the node are started' },
  { path: '/run/docker', read: 'the state of all running containers', write: 'changing running containers' },
  { path: '/run/systemd', read: 'a socket through which services of the node are started' },
  { path: '/sbin', write: programs },
  { path: '/sys', read: "the node's hardware and kernel state", write: 'settings that make the kernel run a program' },
  { path: '/usr', write: programs },
  { path: '/var/lib/containerd', read: 'the files of all containers and images', write: 'changing images' },
  { path: '/var/lib/containers', read: 'the files of all containers and images', write: 'changing images' },
  { path: '/var/lib/docker', read: 'the files of all containers and images', write: 'changing images' },
  { path: '/var/lib/etcd', read: 'everything the cluster stores, Secrets included', write: 'changing any of it' },
  { path: '/var/lib/k0s', read: "the cluster's keys and data", write: 'starting pods past the API server' },
  {
    path: '/var/lib/kubelet',
    read: "the kubelet's key, and the tokens and Secrets of every pod on the node",
    write: "changing the kubelet's configuration",
  },
  { path: '/var/lib/rancher', read: "the cluster's keys and data", write: 'starting pods past the API server' },
  { path: '/var/snap/microk8s', read: "the cluster's keys and data", write: 'starting pods past the API server' },
  { path: '/var/spool/cron', write: 'adding a cron job that runs as root' },
  { path: '/windows', read: "the node's configuration", write: programs },
]

/** Files that are public on every node, so that reading them gives nothing away. */
export const harmlessPaths: readonly string[] = [
  '/etc/ca-certificates',
  '/etc/hostname',
  '/etc/localtime',
  '/etc/machine-id',
  '/etc/os-release',
  '/etc/ssl/certs',
  '/etc/timezone',
  '/lib/modules',
  '/usr/lib/os-release',
  '/usr/local/share/ca-certificates',
  '/usr/share/ca-certificates',
  '/usr/share/zoneinfo',
  '/usr/src',
]

/** Sockets that obey whoever connects to them, by starting any container; links such as /var/run are followed. */
export const runtimeSockets: readonly string[] = [
  '/run/containerd/containerd.sock',
  '/run/buildkit/buildkitd.sock',
  '/run/cri-dockerd.sock',
  '/run/crio/crio.sock',
  '/run/docker.sock',
  '/run/dockershim.sock',
  '/run/k0s/containerd.sock',
  '/run/k3s/containerd/containerd.sock',
  '/run/podman/podman.sock',
  '/pipe/containerd-containerd',
  '/pipe/docker_engine',
]

/** How a mount touches a sensitive place. */
export interface SensitiveMatch {
  readonly relation: 'equal' | 'inside' | 'parent'
  /** The places touched: one, or all that lie below the mount. */
  readonly places: readonly SensitivePath[]
}

/**
 * The sensitive places that a host path touches: the place that it is, else the closest one around it, else all below it.
 * Everything lies inside the root directory, so that one counts only when it is the path itself.
 */
export function matchSensitive(path: string, places: readonly SensitivePath[]): SensitiveMatch | undefined {
  const below: SensitivePath[] = []
  let around: SensitivePath | undefined
  for (const place of places) {
    const relation = hostPathRelation(path, place.path)
    if (relation === 'equal') return { relation, places: [place] }
    if (relation === 'parent') below.push(place)
    if (relation === 'inside' && place.path !== '/' && closeness(path, place) > closeness(path, around)) around = place
  }
  if (around) return { relation: 'inside', places: [around] }
  return below.length > 0 ? { relation: 'parent', places: below } : undefined
}

/** The longest place is the closest one; of two spellings, `/usr` and the link `/lib`, the one that the path itself uses. */
function closeness(path: string, place: SensitivePath | undefined): number {
  return place === undefined ? 0 : place.path.length + (path.startsWith(place.path) ? 0.5 : 0)
}

/** The runtime sockets that a host path is, or holds. One anywhere counts by its name, as hosts keep them in odd places. */
export function runtimeSocketsAt(path: string, sockets: readonly string[]): string[] {
  const held = sockets.filter((socket) => {
    const relation = hostPathRelation(path, socket)
    return relation === 'equal' || relation === 'parent'
  })
  const named = /(?:docker|containerd|crio|cri-dockerd|dockershim|podman|buildkitd)\.sock$/.test(path)
  return held.length === 0 && named ? [path] : held
}
