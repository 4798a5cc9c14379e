import type { Endpoint } from './endpoints.ts'
import { type Owner, Owners } from './owners.ts'
import type { Source } from './source.ts'

/** What stands over pods, as people call it; a pod that nothing made stands for itself. */
export interface WorkloadName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly title: string
}

/** Something that stands over pods, with those of the endpoints that are its own. */
export interface WorkloadGroup {
  readonly workload: WorkloadName
  readonly endpoints: readonly Endpoint[]
}

interface Group extends WorkloadGroup {
  readonly endpoints: Endpoint[]
}

/** The workloads of a cluster, and which endpoints are theirs. */
export class Workloads {
  readonly #byKey = new Map<string, Group>()
  /** What stands between workloads and their pods: ReplicaSets and Jobs. */
  readonly #between = new Map<string, Group>()
  readonly #of = new Map<Endpoint, WorkloadName>()

  constructor(sources: readonly Source[], endpoints: readonly Endpoint[]) {
    const owners = new Owners(sources)
    for (const endpoint of endpoints) {
      const above = owners.above(endpoint.source)
      const { workload } = addTo(this.#byKey, above.at(-1) ?? endpoint.source, endpoint)
      this.#of.set(endpoint, workload)
      for (const owner of above.slice(0, -1)) addTo(this.#between, owner, endpoint)
    }
  }

  of(endpoint: Endpoint): WorkloadName {
    return this.#of.get(endpoint) ?? nameOf(endpoint.source)
  }

  all(): IteratorObject<WorkloadGroup> {
    return this.#byKey.values()
  }

  /** ReplicaSets of Deployments, Jobs of CronJobs, and what else stands between a workload and its pods. */
  between(): IteratorObject<WorkloadGroup> {
    return this.#between.values()
  }
}

function addTo(groups: Map<string, Group>, owner: Owner, endpoint: Endpoint): Group {
  const workload = nameOf(owner)
  let group = groups.get(workload.title)
  if (group === undefined) groups.set(workload.title, (group = { workload, endpoints: [] }))
  group.endpoints.push(endpoint)
  return group
}

function nameOf({ kind, namespace, name }: Owner): WorkloadName {
  return { kind, namespace, name, title: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}` }
}
