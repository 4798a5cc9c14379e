import type { ClusterAccess } from '../access/index.ts'
import { whoOf } from './grants.ts'
import type { World } from './world.ts'

/** Users and groups that some binding names: acting as any other leads nowhere. */
export interface People {
  readonly users: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
}

const known = new WeakMap<ClusterAccess, People>()

export function peopleOf({ access }: World): People {
  let people = known.get(access)
  if (people === undefined) {
    const users = new Set<string>()
    const groups = new Set<string>()
    for (const { subjects, namespace, problem } of access.rbac.bindings) {
      if (problem !== undefined) continue
      for (const subject of subjects) {
        const who = whoOf(subject, namespace)
        if (who?.kind === 'User') users.add(who.name)
        else if (who?.kind === 'Group') groups.add(who.name)
      }
    }
    known.set(access, (people = { users, groups }))
  }
  return people
}
