import {
  account,
  accounts,
  clusterAdmin,
  code,
  everywhere,
  type Fact,
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
  whoKey,
} from './graph/index.ts'
import { groupsOf, peopleIn } from './grants/index.ts'
import type { World } from './world/index.ts'

/** What facts mean for each other, without anything being done. */
export function addMeanings({ graph, namespaces, loadsIn, accountsIn, places }: World): void {
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

/** Groups that everybody is in who is somebody, members of other groups among them, as far as a binding names them. */
export function addMemberships({ graph, namespaces, accountsIn, access }: World): void {
  const named = new Map<string, Who>()
  for (const who of access.rbac.bindings.flatMap(peopleIn)) named.set(whoKey(who), who)
  const join = (who: Who) => {
    for (const group of groupsOf(who))
      if (named.has(whoKey(group))) graph.add({ needs: [identity(who)], gives: identity(group) })
  }
  for (const namespace of namespaces)
    for (const name of accountsIn(namespace)) join({ kind: 'ServiceAccount', namespace, name })
  for (const who of named.values()) if (who.kind !== 'ServiceAccount') join(who)
}
