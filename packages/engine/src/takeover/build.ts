import { accessWithOwnAccounts, type ClusterAccess, isBootstrapBinding, isBootstrapRole } from '../access/index.ts'
import { type Cluster, effectiveNamespace } from '../cluster/index.ts'
import {
  exposureOf,
  type Load,
  loadsOf,
  namespacesOf,
  namespacesOfEveryCluster,
  placesOf,
  type TakeoverOptions,
  unknownsOf,
  type World,
} from './world/index.ts'
import { CutPoints, Graph } from './graph/index.ts'
import { constrainedIn, GrantGraph, peopleIn, rolesToTake } from './grants/index.ts'
import { addMeanings, addMemberships } from './meanings.ts'
import { addPodFiles } from './pod-files.ts'
import { addPodMaking } from './pod-making.ts'
import { podMakingAtoms, type Technique } from './vocabulary/index.ts'
import { addTargets } from './targets.ts'
import { techniques } from './techniques/index.ts'

/** The minor version that has constrained impersonation by default. */
const constrainedSince = 36

const notWritten = 'it is what two roles have in common'

/** Builds the graph of a cluster: what each fact means, who may do what, and every technique. */
export function buildWorld(cluster: Cluster, options: TakeoverOptions): World {
  const graph = new Graph()
  const cuts = new CutPoints()
  const access = accessWithOwnAccounts(cluster)
  const loads = loadsOf(cluster)
  const byNamespace = Map.groupBy(loads, ({ namespace }) => namespace)
  const accountNames = accountsByNamespace(cluster, access, loads)
  const namespaces = [...new Set([...namespacesOf(cluster), ...accountNames.keys(), ...namespacesOfEveryCluster])]
  const constrained = options.minor < constrainedSince ? [] : constrainedIn(access)
  const limited = new Set(constrained.flatMap(({ bindings }) => bindings))
  const limitedRules = new Set([...limited].map(({ list }) => list.rules))
  const grants = new GrantGraph({
    graph,
    cuts,
    access,
    cluster,
    namespaces,
    constrained,
    atoms: [...podMakingAtoms, ...techniques.flatMap(({ atoms }) => atoms)],
    warrantFor: options.warrantFor,
    keptBinding: (binding) => {
      // What is left of a binding in one namespace is written nowhere; elsewhere the binding itself is taken back.
      if (limited.has(binding) && binding.namespace !== (binding.object.metadata?.namespace ?? '')) return notWritten
      return isBootstrapBinding(binding) ? 'Kubernetes itself needs it' : undefined
    },
    keptRole: ({ target, role, list }) => {
      if (limitedRules.has(list.rules)) return notWritten
      return target && isBootstrapRole(target, role.kind, list.rules) ? 'it is a default role of Kubernetes' : undefined
    },
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
    constrained,
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
  for (const who of access.rbac.bindings.flatMap(peopleIn))
    if (who.kind === 'ServiceAccount') add(who.namespace, who.name)
  return found
}
