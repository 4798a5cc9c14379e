import type { Cluster, Resource } from '../cluster/index.ts'
import { rules } from '../rules/index.ts'
import type { Path } from '../yaml/index.ts'
import type { AuditOptions } from './audit.ts'
import { peerWarrantsOn } from './peer-warrants.ts'
import { isExpired, speaksOf, warrantsOn, type WrittenWarrant } from './warrants.ts'

/** A declaration for which a warrant may be written. */
export interface Warrantable {
  readonly resource: Resource | undefined
  /** Absolute path within the document. */
  readonly path: Path
  readonly container: string | undefined
  /** The rule that would report it; undefined for a role or binding, which any rule about RBAC may report. */
  readonly rule: string | undefined
}

const aboutRbac = rules.filter(({ category }) => category === 'rbac').map(({ id }) => id)

/** Finds the warrant that keeps a declaration, from the configuration or written on its resource; expired ones keep none. */
export function warrantLookup(
  cluster: Cluster,
  { warrants, peerWarrants, today }: Pick<AuditOptions, 'warrants' | 'peerWarrants' | 'today'>,
): (declaration: Warrantable) => WrittenWarrant | undefined {
  const written = new Map<Resource, readonly WrittenWarrant[]>()
  return ({ resource, path, container, rule }) => {
    if (resource === undefined) return undefined
    const workload = cluster.workloadsOf(resource)[0]
    const candidates = rule === undefined ? aboutRbac : [rule]
    return warrantsFor(resource).find((warrant) =>
      candidates.some((each) => speaksOf(warrant, { rule: each, resource, workload, container, path })),
    )
  }

  function warrantsFor(resource: Resource): readonly WrittenWarrant[] {
    let found = written.get(resource)
    if (found === undefined) {
      const workloads = cluster.workloadsOf(resource)
      const peers = peerWarrants ? peerWarrantsOn(resource, workloads) : []
      found = [...warrantsOn(resource, workloads).valid, ...peers, ...warrants].filter(
        (warrant) => !isExpired(warrant, today),
      )
      written.set(resource, found)
    }
    return found
  }
}
