import type { Resource } from '../../cluster/index.ts'
import type { Model } from '../network.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { Workloads } from '../world/workloads.ts'

type Found = (resource: Resource) => readonly Endpoint[]

const known = new WeakMap<Model, Found>()

/** What a resource puts on the network: a pod itself, the pods that it made, or those that its template would make. */
export function podsOf(model: Model, resource: Resource): readonly Endpoint[] {
  let find = known.get(model)
  if (find === undefined) known.set(model, (find = finder(model)))
  return find(resource)
}

function finder({ endpoints, sources }: Model): Found {
  const own = Map.groupBy(
    endpoints.filter(({ kind }) => kind === 'pod'),
    ({ source }) => source.resource,
  )
  const sourceOf = new Map(sources.map((source) => [source.resource, source]))
  let made: ReadonlyMap<string, readonly Endpoint[]> | undefined
  return (resource) => {
    const found = own.get(resource)
    if (found) return found
    made ??= new Map(
      [...new Workloads(sources, endpoints).all()].map((each) => [each.workload.title, each.endpoints] as const),
    )
    const source = sourceOf.get(resource)
    return (source && made.get(`${source.kind} ${source.namespace}/${source.name}`)) ?? []
  }
}
