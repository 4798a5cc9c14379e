import { kindsMadeBy } from '../../pod-security/index.ts'
import { atomOf, atomsOf, whoOf } from '../grants/index.ts'
import { everywhere, type Fact, identity, namespaceAdmin, newNamespace } from '../graph/index.ts'
import type { World } from '../world/index.ts'
import { exemptionCut, exemptionsOf } from './admission.ts'
import { applies } from './creations.ts'
import { kindOfLoad, podMakingKinds } from './pod-kinds.ts'
import type { Target } from './requirements.ts'
import type { Requirement } from './technique.ts'

/** Facts that are needed together. */
type Needs = readonly Fact[]

/**
 * Pods are made under a name that Pod Security passes over: by the intruder as that very user, or by a controller, which
 * makes the pods of its kinds under its own name, whoever writes what they are made from.
 */
export const makesPodsPassedOver: Requirement<Target> = {
  words: 'may make pods as a user whom Pod Security passes over, or by way of a controller that is one',
  atoms: atomsOf('create|update|patch', podMakingKinds),
  options: ({ namespace }, world) => {
    // Whoever makes a namespace gives it the labels that let any pod in.
    if (namespace === newNamespace) return []
    return exemptionsOf(world).usernames.flatMap((user) =>
      [...asUser(user, namespace, world), ...byController(user, namespace, world)].map((needs) => ({
        needs,
        cuts: [exemptionCut(`user ${user}`, world)],
        ofPart: true,
      })),
    )
  },
}

/** Pods that a user makes itself, by what it may do there, or is given by whoever owns the namespace. */
function asUser(user: string, namespace: string, { grants }: World): Needs[] {
  const who = whoOf({ kind: 'User', name: user }, '')
  if (who === undefined) return []
  const create = grants.can([atomOf('create', 'pods')], namespace, '', 'here')
  const asked = [...(create ? [[create]] : []), ...applies('pods', namespace, grants)]
  const own = asked.flatMap((requests) => {
    const needs = grants.by(who, requests)
    return needs ? [needs] : []
  })
  return namespace === everywhere ? own : [...own, [namespaceAdmin(namespace), identity(who)]]
}

/** Pods that a controller makes for whoever writes what it goes by: a new object, or the template of one that is there. */
function byController(user: string, namespace: string, { grants, loadsIn }: World): Needs[] {
  const made = kindsMadeBy(user).map(({ group, resource }) => (group === '' ? resource : `${resource}.${group}`))
  if (made.length === 0) return []
  const written = made.flatMap((kind) => [
    grants.can(atomsOf('create|update|patch', kind), namespace, '', 'here'),
    ...applies(kind, namespace, grants).map((requests) => grants.together(requests)),
    ...loadsIn(namespace)
      .filter((load) => kindOfLoad(load) === kind)
      .map(({ workload }) => grants.can(atomsOf('update|patch', kind), namespace, workload.resource.name, 'name')),
  ])
  const own = written.flatMap((fact) => (fact ? [[fact]] : []))
  return namespace === everywhere ? own : [...own, [namespaceAdmin(namespace)]]
}
