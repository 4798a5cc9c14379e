import { describe, expect, it } from 'vitest'
import { bound, documents, rule } from '../../test/grants.ts'
import { pathsOf } from '../../test/takeover-of.ts'

/** A group that is bound to nothing much, beside one that may do anything. */
const withAdmins = (group: string, admins: string) =>
  documents(
    bound([rule('get', 'pods')], { namespace: 'shop', group }),
    bound([rule('*', '*', { group: '*' })], { name: 'all', group: admins }),
  )

const reaching = (yaml: string) =>
  pathsOf(yaml)
    .filter(({ target }) => target === 'cluster-admin')
    .map(({ start, grants }) => [start, ...grants])

describe('the groups that a group is in', () => {
  it.each([
    ['staff', 'system:authenticated'],
    ['system:serviceaccounts', 'system:authenticated'],
    ['system:serviceaccounts:shop', 'system:authenticated'],
    ['system:serviceaccounts:shop', 'system:serviceaccounts'],
  ])('%s has what %s is bound to', (group, admins) => {
    expect(reaching(withAdmins(group, admins))).toContainEqual([
      `group ${group}`,
      `group ${admins} in ClusterRoleBinding all-binding`,
      '* * in rules[0] of ClusterRole all',
    ])
  })

  it.each([
    ['system:unauthenticated', 'system:authenticated'],
    ['system:authenticated', 'staff'],
    ['system:serviceaccounts', 'system:serviceaccounts:shop'],
    ['staff', 'system:serviceaccounts'],
  ])('%s has nothing of what %s is bound to', (group, admins) => {
    expect(reaching(withAdmins(group, admins)).map(([start]) => start)).not.toContain(`group ${group}`)
  })
})
