import { accessWithDefaults, type ClusterAccess, isBootstrapBinding, isBootstrapRole } from '../access/index.ts'
import { type Cluster, effectiveNamespace } from '../cluster/index.ts'
import {
  exposureOf,
  type Load,
  loadsOf,
  namespacesOf,
  placesOf,
  type TakeoverOptions,
  unknownsOf,
  type World,
} from './world/index.ts'
import {
  account,
  accounts,
  clusterAdmin,
  code,
  CutPoints,
  everywhere,
  type Fact,
  Graph,
  identity,
  kubeletKey,
  makesPods,
  masters,
  namespaceAdmin,
  nodeFiles,
  nodeRoot,
  pods,
  secrets,
  unguarded,
  type Who,
} from './graph/index.ts'
import { GrantGraph, rolesToTake, whoOf } from './grants/index.ts'
import { addPodFiles } from './pod-files.ts'
import { addPodMaking, podMakingAtoms, type Technique } from './vocabulary/index.ts'
import { addTargets } from './targets.ts'
import { techniques } from './techniques/index.ts'

/** Builds the graph of a cluster: what each fact means, who may do what, and every technique. */
export function buildWorld(cluster: Cluster, options: TakeoverOptions): World {
  const graph = new Graph()
  const cuts = new CutPoints()
  const access = accessWithDefaults(cluster)
  const loads = loadsOf(cluster)
  const namespaces = namespacesOf(cluster)
  const byNamespace = Map.groupBy(loads, ({ namespace }) => namespace)
  const accountNames = accountsByNamespace(cluster, access, loads)
  for (const namespace of accountNames.keys()) if (!namespaces.includes(namespace)) namespaces.push(namespace)
  const grants = new GrantGraph({
    graph,
    cuts,
    access,
    cluster,
    namespaces,
    atoms: [...podMakingAtoms, ...techniques.flatMap(({ atoms }) => atoms)],
    warrantFor: options.warrantFor,
    keptBinding: (binding) => (isBootstrapBinding(binding) ? 'Kubernetes itself needs it' : undefined),
    keptRole: ({ target, role, list }) =>
      target && isBootstrapRole(target, role.kind, list.rules) ? 'it is a default role of Kubernetes' : undefined,
    rolesToTake: rolesToTake(access),
  })
  const world: World = {
    options,
    cluster,
    access,
    graph,
    cuts,
    loads,
    spots: loads.flatMap(({ spots }) => spots),
    places: placesOf(cluster, loads),
    namespaces,
    loadsIn: (namespace) => byNamespace.get(namespace) ?? [],
    accountsIn: (namespace) => [...(accountNames.get(namespace) ?? [])],
    grants,
    exposureOf: exposureOf(cluster, loads),
    unknowns: unknownsOf(cluster),
  }
  addMeanings(world)
  addMemberships(world)
  addPodMaking(world)
  addTargets(world)
  for (const { expand } of inOrder(techniques)) expand(world)
  addPodFiles(world)
  return world
}

/** Of ways that are as short as each other a path shows the first: these are the plainest. */
const plainest = ['ESC-PRIV', 'ESC-HOSTPATH-W', 'ESC-RUNTIME-SOCK', 'SECRET-LIST']

function inOrder(all: readonly Technique[]): readonly Technique[] {
  const place = ({ info }: Technique) => (plainest.includes(info.id) ? plainest.indexOf(info.id) : plainest.length)
  return all.toSorted((a, b) => place(a) - place(b))
}

function accountsByNamespace(
  cluster: Cluster,
  access: ClusterAccess,
  loads: readonly Load[],
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const add = (namespace: string, name: string) => {
    const known = found.get(namespace)
    if (known) known.add(name)
    else found.set(namespace, new Set([name]))
  }
  for (const resource of cluster.ofKind('ServiceAccount', '')) add(effectiveNamespace(resource), resource.name)
  for (const load of loads) add(load.namespace, load.account)
  for (const { subjects, namespace } of access.rbac.bindings) {
    for (const subject of subjects) {
      const who = whoOf(subject, namespace)
      if (who?.kind === 'ServiceAccount') add(who.namespace, who.name)
    }
  }
  return found
}

/** What facts mean for each other, without anything being done. */
function addMeanings({ graph, namespaces, loadsIn, accountsIn, places }: World): void {
  const means = (fact: Fact, ...others: readonly Fact[]) => {
    for (const gives of others) graph.add({ needs: [fact], gives })
  }
  for (const namespace of namespaces) {
    means(accounts(everywhere), accounts(namespace))
    means(pods(everywhere), pods(namespace))
    means(secrets(everywhere), secrets(namespace))
    means(makesPods(everywhere), makesPods(namespace))
    means(unguarded(everywhere), unguarded(namespace))
    means(accounts(namespace), ...accountsIn(namespace).map((name) => account(namespace, name)))
    means(pods(namespace), ...loadsIn(namespace).flatMap(({ spots }) => spots.map(code)))
    means(namespaceAdmin(namespace), accounts(namespace), pods(namespace), secrets(namespace))
    means(namespaceAdmin(namespace), makesPods(namespace), unguarded(namespace))
  }
  for (const place of places.all) {
    means(nodeRoot(place), kubeletKey(place))
    means(nodeFiles(place), kubeletKey(place))
  }
  means(nodeRoot(), ...places.all.map((place) => nodeRoot(place)))
  means(clusterAdmin, secrets(everywhere), nodeRoot())
  means(identity({ kind: 'Group', name: masters }), clusterAdmin)
}

/** Groups that service accounts and others are in, as far as a binding names them. */
function addMemberships({ graph, namespaces, accountsIn, access }: World): void {
  const named = new Map<string, Who>()
  for (const { subjects, namespace } of access.rbac.bindings) {
    for (const subject of subjects) {
      const who = whoOf(subject, namespace)
      if (who) named.set(`${who.kind} ${who.name}`, who)
    }
  }
  const join = (who: Who, group: string) => {
    if (named.has(`Group ${group}`))
      graph.add({ needs: [identity(who)], gives: identity({ kind: 'Group', name: group }) })
  }
  for (const namespace of namespaces) {
    for (const name of accountsIn(namespace)) {
      const who: Who = { kind: 'ServiceAccount', namespace, name }
      for (const group of ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'])
        join(who, group)
    }
  }
  for (const who of named.values()) {
    if (who.kind !== 'User') continue
    join(who, who.name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated')
  }
}
