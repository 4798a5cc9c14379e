import { extraProblem } from './extra.ts'
import type { ImpersonationCheck, Mode } from './modes.ts'
import { nodeNamed, serviceAccountNamed, type UserInfo } from './user-info.ts'

/** A check, and why it is refused without asking. */
export interface Refusal {
  readonly check: ImpersonationCheck
  readonly reason: string
}

/** Asks a check; gives what the server would answer when it is refused, else undefined. */
export type Ask = (check: ImpersonationCheck) => Refusal | undefined

/** Constrained modes ask for all at once first, from so many on. */
const many = 4
const identityGroup = 'authentication.k8s.io'

/**
 * Whether the requester may be each part of the wanted user: name, uid, groups, extras. The first refusal ends it.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go impersonationModeState
 */
export function refusedPart({ id }: Mode, wanted: UserInfo, requester: UserInfo, ask: Ask): Refusal | undefined {
  const isConstrained = id !== 'legacy'
  const part = (apiGroup: string, resource: string): ImpersonationCheck => ({
    user: requester,
    verb: isConstrained ? `impersonate:${id}` : 'impersonate',
    apiGroup,
    resource,
    subresource: '',
    namespace: '',
    name: '',
    resourceRequest: true,
  })
  const nameGroup = isConstrained ? identityGroup : ''
  return (
    ask({ ...part(nameGroup, 'users'), ...nameAttributes(wanted.name, isConstrained) }) ??
    (wanted.uid === '' ? undefined : ask({ ...part(identityGroup, 'uids'), name: wanted.uid })) ??
    refusedGroup(part(nameGroup, 'groups'), wanted.groups, isConstrained, ask) ??
    refusedExtra(part(identityGroup, 'userextras'), wanted.extra, isConstrained, ask)
  )
}

/** Nodes are resources of their own only where impersonation is constrained, service accounts always. */
function nameAttributes(userName: string, isConstrained: boolean): Partial<ImpersonationCheck> {
  const node = isConstrained ? nodeNamed(userName) : undefined
  if (node !== undefined) return { resource: 'nodes', name: node }
  const account = serviceAccountNamed(userName)
  return account ? { resource: 'serviceaccounts', ...account } : { name: userName }
}

function refusedGroup(
  check: ImpersonationCheck,
  groups: readonly string[],
  isConstrained: boolean,
  ask: Ask,
): Refusal | undefined {
  if (isConstrained) {
    if (groups.includes('')) return { check, reason: 'impersonating the empty string group is not allowed' }
    const name = 'system:masters'
    if (groups.includes(name)) {
      return { check: { ...check, name }, reason: 'impersonating the system:masters group is not allowed' }
    }
    if (groups.length >= many && !ask({ ...check, name: '*' })) return undefined
  }
  return firstRefusal(groups, (name) => ask({ ...check, name }))
}

function refusedExtra(
  check: ImpersonationCheck,
  extra: UserInfo['extra'],
  isConstrained: boolean,
  ask: Ask,
): Refusal | undefined {
  const entries = Object.entries(extra)
  if (isConstrained) {
    const reason = firstRefusal(entries, ([key, values]) => extraProblem(key, values))
    if (reason !== undefined) return { check, reason }
    const isMany = entries.length >= many || entries.flatMap(([, values]) => values).length >= many
    if (isMany && !ask({ ...check, subresource: '*', name: '*' })) return undefined
  }
  return firstRefusal(entries, ([subresource, values]) =>
    firstRefusal(values, (name) => ask({ ...check, subresource, name })),
  )
}

/** Stops at the first that is refused. */
function firstRefusal<Item, Found>(
  items: readonly Item[],
  refusal: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = refusal(item)
    if (found !== undefined) return found
  }
  return undefined
}
