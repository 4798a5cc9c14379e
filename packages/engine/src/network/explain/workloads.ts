import { valueAt } from '../../yaml/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { fields, list, type Source, text } from '../world/source.ts'

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
    const byId = new Map(sources.map((source) => [idOf(source), source]))
    for (const endpoint of endpoints) {
      const workload = nameOf(headOf(endpoint.source, byId))
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

type Named = Pick<Source, 'kind' | 'namespace' | 'name'>

function idOf({ kind, namespace, name }: Named): string {
  return `${kind} ${namespace}/${name}`
}

function nameOf({ kind, namespace, name }: Named): WorkloadName {
  return { kind, namespace, name, title: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}` }
}

/** The object at the head of those that made a pod. Where the one between was not read, its name tells the head's. */
function headOf(source: Source, byId: ReadonlyMap<string, Source>): Named {
  let head: Named = source
  let object: Readonly<Record<string, unknown>> | undefined = source.object
  const hash = text(valueAt(object, ['metadata', 'labels', 'pod-template-hash']))
  for (let steps = 0; object !== undefined && steps < 10; steps++) {
    const owner: unknown = list(valueAt(object, ['metadata', 'ownerReferences'])).find(
      (each) => fields(each)['controller'] === true,
    )
    const { kind, name } = fields(owner)
    // Static pods are owned by their node, which made none of them.
    if (text(kind) === '' || text(name) === '' || kind === 'Node') break
    head = { kind: text(kind), namespace: source.namespace, name: text(name) }
    object = byId.get(idOf(head))?.object
  }
  if (object === undefined && head.kind === 'ReplicaSet' && hash !== '' && head.name.endsWith(`-${hash}`))
    return { ...head, kind: 'Deployment', name: head.name.slice(0, -hash.length - 1) }
  return head
}
