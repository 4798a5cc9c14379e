import {
  capabilityName,
  type Container,
  defaultCapabilities,
  effective,
  hasUserNamespace,
  type HostMount,
  hostMounts,
} from '../../cluster/index.ts'
import type { Change } from '../../fixes/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import type { CutPoint } from '../graph/index.ts'
import type { Spot, World } from '../world/index.ts'

/** Ways in which something holds of a container: each the declarations that it stands on, none when it is the default. */
export type Ways = readonly (readonly CutPoint[])[]

export const never: Ways = []

export interface FieldCut {
  /** Absolute path within the document. */
  readonly path: Path
  /** What is declared, in a few words: `hostPID`, `the mount of /etc`. */
  readonly words: string
  /** The audit rule that reports it. */
  readonly rule: string
  /** What takes it away. Absolute paths in the same document. */
  readonly changes: readonly Change[]
  /** What to do, as an imperative. */
  readonly description: string
  /** Whether it belongs to the pod, not to the container alone. */
  readonly ofPod?: boolean
}

/** A declaration in a pod that could be taken back. */
export function fieldCut(spot: Spot, world: World, field: FieldCut): CutPoint {
  const { load, declared, container } = spot
  const { resource } = declared
  const { document } = resource
  // Several techniques, and rules, look at one field: what takes it away tells whether it is the same.
  const edits = field.changes.map((change) => `${change.op} ${formatPath(change.path)}`).join()
  const key = `field ${document.source.name} ${document.index} ${formatPath(field.path)} ${edits}`
  return world.cuts.get(key, () => {
    const named = field.ofPod ? undefined : container.name
    const place = { resource, path: field.path, rule: field.rule, container: named }
    const warrant = world.options.warrantFor?.(place)
    const kept = load.controlPlane ? 'the control plane needs it' : warrant
    return {
      ...place,
      label: field.words,
      title: `${field.words} of ${load.title}${named === undefined ? '' : `, container ${named}`}`,
      cost: kept === undefined ? 3 : Number.POSITIVE_INFINITY,
      kept,
      fix: {
        class: 'evidence',
        description: field.description,
        changes: field.changes.map((change) => ({ ...change, resource })),
      },
    }
  })
}

/** A field of the pod's spec that is true. */
export function podFlag(
  spot: Spot,
  world: World,
  field: 'hostPID' | 'hostIPC' | 'hostNetwork' | 'shareProcessNamespace',
  rule: string,
): Ways {
  if (spot.declared.windows || spot.declared.pod.spec[field] !== true) return never
  const path = spot.declared.pod.specPath(field)
  const changes = [{ op: 'delete', path } as const]
  return [[fieldCut(spot, world, { path, words: field, rule, changes, description: `Remove ${field}`, ofPod: true })]]
}

/** `privileged: true`, which a user namespace tames. */
export function privileged(spot: Spot, world: World): Ways {
  const { container, declared } = spot
  if (declared.windows || container.securityContext.privileged !== true || hasUserNamespace(declared)) return never
  const path = container.path('securityContext', 'privileged')
  return [
    [
      fieldCut(spot, world, {
        path,
        words: 'privileged',
        rule: 'privileged-container',
        changes: [{ op: 'delete', path }],
        description: 'Remove privileged: true',
      }),
    ],
  ]
}

/** Ways in which a container has a capability that counts on its node: by being privileged, or as it is granted. */
export function capability(spot: Spot, world: World, name: string): Ways {
  return [...privileged(spot, world), ...grantedCapability(spot, world, name)]
}

/**
 * Ways in which a container has a capability without being privileged: by adding it, or by its runtime's default. What is
 * dropped by name is gone, though it is added too. It counts only for root, or where a program may become root.
 *
 * Source of the order: containerd internal/cri/opts/spec_opts.go, all added or dropped first, then single ones.
 */
export function grantedCapability(spot: Spot, world: World, name: string): Ways {
  const { container, declared } = spot
  if (declared.windows || hasUserNamespace(declared) || !mayBeRoot(spot)) return never
  const { add = [], drop = [] } = container.securityContext.capabilities ?? {}
  const dropped = new Set(drop.map(capabilityName))
  if (dropped.has(name)) return never
  const ways = add.flatMap((each, index): CutPoint[][] => {
    const added = capabilityName(each)
    if (added !== name && (added !== 'ALL' || dropped.has('ALL'))) return []
    const path = container.path('securityContext', 'capabilities', 'add', index)
    const words = `capability ${each}`
    const changes = [{ op: 'delete', path } as const]
    return [[fieldCut(spot, world, { path, words, rule: 'capability-added', changes, description: `Remove ${words}` })]]
  })
  if (!defaultCapabilities.has(name) || dropped.has('ALL')) return ways
  const path = container.path('securityContext', 'capabilities', 'drop')
  // What is dropped by name is gone however it came, so that what is added makes no further way.
  const undropped = fieldCut(spot, world, {
    path: [...path, name],
    words: `capability ${name}, which runtimes give`,
    rule: 'capabilities-not-dropped',
    changes: [{ op: 'append', path, value: name }],
    description: `Drop ${name}`,
  })
  return [[undropped]]
}

/** Whether the process is root, or a program of it may become root. Without a word on the user, the image may run as root. */
function mayBeRoot({ declared, container }: Spot): boolean {
  return runsAsRoot(declared, container) || container.securityContext.allowPrivilegeEscalation !== false
}

/** Whether the process may be root from its start: no user is set, or it is 0. */
export function runsAsRoot(declared: Spot['declared'], container: Container): boolean {
  const user = effective(declared, container, 'runAsUser')
  if (user !== undefined && user !== null) return user === 0
  return effective(declared, container, 'runAsNonRoot') !== true
}

/** Mounts of host paths for which something holds, each a way. */
export function mounts(
  spot: Spot,
  world: World,
  isIt: (mount: HostMount) => boolean,
  rule = 'sensitive-host-path',
): Ways {
  return hostMounts(spot.declared, spot.container, world.cluster)
    .filter(isIt)
    .map((mount) => [
      fieldCut(spot, world, {
        path: mount.at,
        words: `the mount of ${mount.path}${mount.claim === undefined ? '' : ` through the claim ${mount.claim}`}`,
        rule,
        changes: [{ op: 'delete', path: mount.at }],
        description: `Remove the mount of ${mount.path}`,
      }),
    ])
}

/** Ways in which both hold. */
export function both(one: Ways, other: Ways): Ways {
  return one.flatMap((first) => other.map((second) => [...first, ...second]))
}
