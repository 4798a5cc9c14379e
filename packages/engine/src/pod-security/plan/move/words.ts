import { headOf } from '../../../cluster/index.ts'
import type { Cluster, Resource, Workload } from '../../../cluster/index.ts'

/** A resource as sentences name it. */
export function named({ kind, name }: Resource): string {
  return `${kind} ${name}`
}

/** Workloads by the controllers at their heads, each once: `Deployment cart and DaemonSet agent`. */
export function namesOf(workloads: readonly Workload[], cluster: Cluster): string {
  return listed([...new Set(workloads.map((workload) => named(headOf(workload, cluster))))])
}

/** Joins names as people do; a long list is cut short. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
