import type { Path } from '../yaml/index.ts'
import type { Cluster } from './cluster.ts'
import { isObject, type Resource, valueIn } from './resource.ts'
import type { ContainerSpec, VolumeSpec } from './pod-shape.ts'
import type { Container, Workload } from './workload.ts'

/** Directories that are links to another place on nearly every node: runtime state, and programs since the merge of /usr. */
const links: readonly (readonly [string, string])[] = [
  ['/var/run', '/run'],
  ['/bin', '/usr/bin'],
  ['/sbin', '/usr/sbin'],
  ['/lib', '/usr/lib'],
  ['/lib64', '/usr/lib64'],
]

/**
 * A host path in one spelling: absolute, without `.`, `..`, doubled or final slashes. Windows paths get slashes and small
 * letters, without the drive `c:`; a named pipe becomes `/pipe/NAME`. The kubelet reads a relative path from `/`.
 */
export function cleanHostPath(path: string): string {
  const windows = /^(?:[A-Za-z]:|\\)/.test(path)
  const spelled = windows ? path.replaceAll('\\', '/').toLowerCase().replace(/^c:/, '') : path
  const parts: string[] = []
  for (const part of spelled.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** A cleaned path with the usual links of a node resolved, for comparing. */
function resolved(path: string): string {
  const clean = cleanHostPath(path)
  for (const [link, target] of links) {
    if (clean === link || clean.startsWith(`${link}/`)) return target + clean.slice(link.length)
  }
  return clean
}

export type PathRelation = 'equal' | 'inside' | 'parent'

/** How a host path stands to another, by components: `/etcd` is not inside `/etc`. Undefined when they are apart. */
export function hostPathRelation(path: string, other: string): PathRelation | undefined {
  const a = resolved(path)
  const b = resolved(other)
  if (a === b) return 'equal'
  if (b === '/' || a.startsWith(`${b}/`)) return 'inside'
  if (a === '/' || b.startsWith(`${a}/`)) return 'parent'
  return undefined
}

/** A part of the node's file system that a container sees. */
export interface HostMount {
  /** Absolute path, within the document, of the volume mount. */
  readonly at: Path
  readonly volume: string
  /** What is mounted: the host path with the mount's subPath, cleaned. */
  readonly path: string
  readonly readOnly: boolean
  /** The `type` of a hostPath volume, such as `Socket`; empty when none is given. */
  readonly type: string
  /** The PersistentVolumeClaim that the host path comes through, if any. */
  readonly claim: string | undefined
}

/**
 * The host paths that a container mounts: its hostPath volumes and, where the cluster holds claim and volume, claims bound
 * to a PersistentVolume of type hostPath or local, which no pod-level check sees.
 */
export function hostMounts(workload: Workload, container: Container, cluster: Cluster): HostMount[] {
  const { volumes } = workload.pod.spec
  const mounts = container.spec.volumeMounts
  if (!volumes || !mounts) return []
  const found: HostMount[] = []
  mounts.forEach((mount, i) => {
    const volume = volumes.find((each) => each.name !== undefined && each.name === mount.name)
    const source = volume && sourceOf(volume, workload, cluster)
    if (!volume || !source) return
    found.push({
      at: container.path('volumeMounts', i),
      volume: volume.name ?? '',
      path: cleanHostPath(`${source.path}/${mount.subPath ?? expandSubPath(mount.subPathExpr ?? '', container.spec)}`),
      readOnly: mount.readOnly === true || source.readOnly,
      type: volume.hostPath?.type ?? '',
      claim: source.claim,
    })
  })
  return found
}

interface Source {
  readonly path: string
  readonly readOnly: boolean
  readonly claim: string | undefined
}

function sourceOf(volume: VolumeSpec, workload: Workload, cluster: Cluster): Source | undefined {
  if (volume.hostPath) return { path: volume.hostPath.path ?? '', readOnly: false, claim: undefined }
  const claimName = volume.persistentVolumeClaim?.claimName
  if (claimName === undefined) return undefined
  const claim = cluster.find('PersistentVolumeClaim', workload.resource.namespace, claimName)
  const path = claim && pathOfBoundVolume(claim, cluster)
  return path === undefined
    ? undefined
    : { path, readOnly: volume.persistentVolumeClaim?.readOnly === true, claim: claimName }
}

function pathOfBoundVolume(claim: Resource, cluster: Cluster): string | undefined {
  const name = valueIn(claim, 'spec', 'volumeName')
  if (typeof name !== 'string' || name === '') return undefined
  const volume = cluster.find('PersistentVolume', undefined, name)
  if (!volume) return undefined
  for (const source of ['hostPath', 'local']) {
    const value = valueIn(volume, 'spec', source)
    if (isObject(value) && typeof value['path'] === 'string') return value['path']
  }
  return undefined
}

/** Fills in variables whose values are written in the container; what follows an unknown one is left out. */
function expandSubPath(expression: string, container: ContainerSpec): string {
  let known = ''
  for (const [, text = '', name] of expression.matchAll(/([^$]+|\$(?!\())|\$\(([^)]*)\)/g)) {
    if (name === undefined) {
      known += text
      continue
    }
    const value = container.env?.findLast((variable) => variable.name === name)?.value
    if (value === undefined || value.includes('$(')) return known.slice(0, known.lastIndexOf('/') + 1)
    known += value
  }
  return known
}
