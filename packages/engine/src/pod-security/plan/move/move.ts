import {
  type Cluster,
  effectiveNamespace,
  perCluster,
  podReferences,
  type PodReference,
  type Resource,
  serviceSelector,
  valueIn,
  type Workload,
  headOf,
} from '../../../cluster/index.ts'

/** A Service whose pods move, all of them or some. */
export interface MovedService {
  readonly resource: Resource
  readonly name: string
  readonly part: 'all' | 'some'
}

/** A move, with what all consequences ask about. */
export interface Move {
  readonly cluster: Cluster
  readonly namespace: string
  readonly target: string
  /** What moves: the workloads named, and what their controllers made. */
  readonly moved: readonly Workload[]
  /** The other workloads of the namespace. */
  readonly stayers: readonly Workload[]
  readonly isMoved: (workload: Workload) => boolean
  /** Services of the namespace that select moved pods. */
  readonly services: readonly MovedService[]
  /** Its other Services. */
  readonly staying: readonly Resource[]
  /** Resources of a kind in the namespace. */
  readonly here: (kind: string, ...groups: string[]) => readonly Resource[]
  /** A resource of the core group by name: that of the namespace, else one declared without any, which may land in it. */
  readonly find: (kind: string, name: string) => Resource | undefined
  /** Who in the namespace refers to a Secret, ConfigMap or claim. */
  readonly usersOf: (kind: PodReference['kind'], name: string) => readonly Workload[]
}

/** Resources by their namespace and kind, since each move asks for a few kinds of one namespace. */
const byNamespace = perCluster((cluster): ReadonlyMap<string, ReadonlyMap<string, readonly Resource[]>> => {
  const namespaces = Map.groupBy(cluster.resources, effectiveNamespace)
  return new Map([...namespaces].map(([name, resources]) => [name, Map.groupBy(resources, ({ kind }) => kind)]))
})

/** Works out what moves. A workload that a controller made goes where its controller goes, with all its templates. */
export function newMove(cluster: Cluster, namespace: string, named: readonly Workload[], target: string): Move {
  const heads = new Set(named.map((workload) => headOf(workload, cluster)))
  const all = cluster.workloadsIn(namespace)
  const moved = new Set(all.filter((workload) => heads.has(headOf(workload, cluster))))
  const isMoved = (workload: Workload) => moved.has(workload)
  const kinds = byNamespace(cluster).get(namespace)
  const here: Move['here'] = (kind, ...groups) => {
    const found = kinds?.get(kind) ?? []
    return groups.length === 0 ? found : found.filter(({ group }) => groups.includes(group))
  }
  const services: MovedService[] = []
  const staying: Resource[] = []
  for (const resource of here('Service', '')) {
    if (resource.name === '') continue
    // One that is only another name selects nothing, whatever selector it has.
    const isAlias = valueIn(resource, 'spec', 'type') === 'ExternalName'
    const selected = isAlias ? [] : cluster.selectedByLabels(namespace, serviceSelector(resource))
    const part = partOf(selected, isMoved)
    if (part === 'none') staying.push(resource)
    else services.push({ resource, name: resource.name, part })
  }
  const users = new Map<string, Workload[]>()
  for (const workload of all) {
    for (const { kind, name } of podReferences(workload)) {
      const known = users.get(`${kind}\0${name}`)
      if (known === undefined) users.set(`${kind}\0${name}`, [workload])
      else if (known.at(-1) !== workload) known.push(workload)
    }
  }
  return {
    cluster,
    namespace,
    target,
    moved: [...moved],
    stayers: all.filter((workload) => !moved.has(workload)),
    isMoved,
    services,
    staying,
    here,
    find: (kind, name) => here(kind, '').find((each) => each.name === name) ?? undeclared(cluster, kind, name),
    usersOf: (kind, name) => users.get(`${kind}\0${name}`) ?? [],
  }
}

/** An object that is declared without a namespace goes to whichever it is applied to. */
function undeclared(cluster: Cluster, kind: string, name: string): Resource | undefined {
  const found = cluster.find(kind, undefined, name)
  return found?.group === '' && found.namespace === undefined ? found : undefined
}

/** How many of some workloads move. */
export function partOf(workloads: readonly Workload[], isMoved: Move['isMoved']): 'all' | 'some' | 'none' {
  const count = workloads.filter(isMoved).length
  return count === 0 ? 'none' : count === workloads.length ? 'all' : 'some'
}
