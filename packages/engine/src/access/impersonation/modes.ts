import type { AccessRequest } from '../objects.ts'
import { nodeNamed, serviceAccountNamed, type UserInfo } from './user-info.ts'

export type ImpersonationMode = 'associated-node' | 'arbitrary-node' | 'serviceaccount' | 'user-info' | 'legacy'

/** One way in which somebody may be impersonated. */
export interface Mode {
  readonly id: ImpersonationMode
  /** Whether it is about such a user and such a requester at all. */
  fits(wanted: UserInfo, requester: UserInfo): boolean
  /** What is asked in the place of a check. */
  asked(check: ImpersonationCheck): ImpersonationCheck
}

/** A question to the authorizer about the requester. */
export type ImpersonationCheck = Omit<AccessRequest, 'user'> & { readonly user: UserInfo }

const unchanged = (check: ImpersonationCheck) => check
const nodeNameKey = 'authentication.kubernetes.io/node-name'
const associatedKeys = 'authentication.kubernetes.io/associated-node-keys'

/**
 * All modes, in the order in which an API server tries them. All but the last are constrained: they also ask whether the
 * requester may do what is requested while impersonating that way.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go
 */
export const modes: readonly Mode[] = [
  {
    id: 'associated-node',
    fits: (wanted, requester) => {
      const node = nodeNamed(wanted.name)
      const [named = '', ...more] = requester.extra[nodeNameKey] ?? []
      return (
        hasOnlyName(wanted) &&
        node !== undefined &&
        serviceAccountNamed(requester.name) !== undefined &&
        more.length === 0 &&
        named === node
      )
    },
    // The server remembers the answer for all nodes, so it asks about all of them, and tells of the extras only the keys.
    asked: (check) => ({
      ...check,
      name: check.verb === 'impersonate:associated-node' ? '*' : check.name,
      user: { ...check.user, extra: { [associatedKeys]: Object.keys(check.user.extra).toSorted() } },
    }),
  },
  {
    id: 'arbitrary-node',
    fits: (wanted) => hasOnlyName(wanted) && nodeNamed(wanted.name) !== undefined,
    asked: unchanged,
  },
  {
    id: 'serviceaccount',
    fits: (wanted) => hasOnlyName(wanted) && serviceAccountNamed(wanted.name) !== undefined,
    asked: unchanged,
  },
  {
    id: 'user-info',
    fits: ({ name }) => nodeNamed(name) === undefined && serviceAccountNamed(name) === undefined,
    asked: unchanged,
  },
  { id: 'legacy', fits: () => true, asked: unchanged },
]

function hasOnlyName({ uid, groups, extra }: UserInfo): boolean {
  return uid === '' && groups.length === 0 && Object.keys(extra).length === 0
}
