import type { ClusterAccess } from '../../access/index.ts'
import { peopleIn } from './who.ts'

const known = new WeakMap<ClusterAccess, ReadonlySet<string>>()

/** Users that some binding names: acting as any other leads nowhere. */
export function boundUsers({ access }: { readonly access: ClusterAccess }): ReadonlySet<string> {
  let users = known.get(access)
  if (users === undefined) {
    const all = access.rbac.bindings.filter(({ problem }) => problem === undefined).flatMap(peopleIn)
    known.set(access, (users = new Set(all.filter(({ kind }) => kind === 'User').map(({ name }) => name))))
  }
  return users
}
