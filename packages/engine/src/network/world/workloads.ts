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

/** The workloads of a cluster, and which endpoints are theirs. */
export class Workloads {
  readonly #byKey = new Map<string, { readonly workload: WorkloadName; readonly endpoints: Endpoint[] }>()
  readonly #of = new Map<Endpoint, WorkloadName>()

  constructor(sources: readonly Source[], endpoints: readonly Endpoint[]) {
    const owners = new Owners(sources)
    for (const endpoint of endpoints) {
      const workload = nameOf(owners.head(endpoint.source))
      const known = this.#byKey.get(workload.title)
      if (known) known.endpoints.push(endpoint)
      else this.#byKey.set(workload.title, { workload, endpoints: [endpoint] })
      this.#of.set(endpoint, known?.workload ?? workload)
    }
  }

  of(endpoint: Endpoint): WorkloadName {
    return this.#of.get(endpoint) ?? nameOf(endpoint.source)
  }

  all(): Iterable<{ readonly workload: WorkloadName; readonly endpoints: readonly Endpoint[] }> {
    return this.#byKey.values()
  }
}

function nameOf({ kind, namespace, name }: Owner): WorkloadName {
  return { kind, namespace, name, title: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}` }
}
