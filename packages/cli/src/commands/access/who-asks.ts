import { accountOfUser, type User, userOfServiceAccount } from '@warrant/engine/access'
import { WarrantError } from '@warrant/engine/errors'
import type { AccessCommandOptions } from './command.ts'

/**
 * Who asks of files. A service account has its groups by itself, everybody else those that are given.
 *
 * @throws WarrantError `usage`.
 */
export function userOf({ as, asGroup = [] }: AccessCommandOptions): User {
  if (as === undefined)
    throw new WarrantError('usage', 'with files, --as says who asks, such as system:serviceaccount:shop:cart')
  const account = accountOfUser(as)
  if (account && asGroup.length === 0) return userOfServiceAccount(account.namespace, account.name)
  const own = as === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated'
  return { name: as, groups: [...new Set([...asGroup, ...(asGroup.includes('system:unauthenticated') ? [] : [own])])] }
}
