import type { AccessDecision } from '../authorize.ts'
import type { AccessQuery } from '../objects.ts'
import { forbiddenMessage } from './forbidden.ts'
import { type RequestHeaders, wantedUser } from './headers.ts'
import { type Ask, type Refusal, refusedPart } from './identity.ts'
import { type ImpersonationCheck, type ImpersonationMode, type Mode, modes } from './modes.ts'
import {
  anonymous,
  authenticated,
  nodeNamed,
  serviceAccountNamed,
  unauthenticated,
  type UserInfo,
} from './user-info.ts'

export interface ImpersonationRequest {
  /** Who sends the request. */
  readonly requester: Partial<UserInfo>
  readonly headers: RequestHeaders
  /** What is requested. */
  readonly request: AccessQuery
  /** What the authorizer says of one check. */
  readonly decide: (
    check: ImpersonationCheck,
  ) => Pick<AccessDecision, 'allowed'> & Partial<Pick<AccessDecision, 'reason'>>
  /** Whether the server knows constrained impersonation, as it does since 1.36. */
  readonly constrained?: boolean | undefined
  /**
   * The mode of the requester's last impersonation, which the server tries first. It decides by which mode somebody who holds
   * several impersonates, and which refusal is told; never whether it is allowed.
   */
  readonly lastMode?: ImpersonationMode | undefined
}

export interface Impersonation {
  /** 200 where the request goes on. Whether its user may do what it asks is another question. */
  readonly code: 200 | 400 | 403
  /** Who the request goes on as; the requester where it does not. */
  readonly user: UserInfo
  /** Undefined where nobody was impersonated. */
  readonly mode: ImpersonationMode | undefined
  /** The `authenticationMetadata.impersonationConstraint` of the audit event; empty where it has none. */
  readonly constraint: string
  /** The server's answer where the request does not go on; else empty. */
  readonly message: string
  /** All that the authorizer was asked, in this order. */
  readonly checks: readonly ImpersonationCheck[]
}

/**
 * Decides a request with impersonation headers as an API server does: each mode that fits is tried until one allows it, and
 * the first refusal is told when none does.
 *
 * An API server may skip checks that it allowed within the last seconds. It goes through extras in any order.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/constrained_impersonation.go
 */
export function impersonate(asked: ImpersonationRequest): Impersonation {
  const { headers, request, constrained = true, lastMode, decide } = asked
  const requester: UserInfo = { name: '', uid: '', groups: [], extra: {}, ...asked.requester }
  const checks: ImpersonationCheck[] = []
  const goesOn: Impersonation = { code: 200, user: requester, mode: undefined, constraint: '', message: '', checks }
  const wanted = wantedUser(headers)
  if (wanted.kind === 'nobody') return goesOn
  if (wanted.kind === 'malformed') return { ...goesOn, code: 400, message: wanted.message }

  let refusal: Refusal | undefined
  for (const mode of inOrder(lastMode, constrained)) {
    if (!mode.fits(wanted.user, requester)) continue
    const ask: Ask = (raw) => {
      const check = mode.asked(raw)
      checks.push(check)
      const { allowed, reason = '' } = decide(check)
      return allowed ? undefined : { check, reason }
    }
    const refused = refusedTarget(mode, request, requester, ask) ?? refusedPart(mode, wanted.user, requester, ask)
    if (!refused) {
      const constraint = mode.id === 'legacy' ? '' : `impersonate:${mode.id}`
      return { ...goesOn, user: impersonated(mode, wanted.user), mode: mode.id, constraint }
    }
    refusal ??= refused
  }
  return { ...goesOn, code: 403, message: refusal ? forbiddenMessage(refusal.check, refusal.reason) : '' }
}

function inOrder(lastMode: ImpersonationMode | undefined, constrained: boolean): readonly Mode[] {
  const known = constrained ? modes : modes.filter(({ id }) => id === 'legacy')
  return [...known.filter(({ id }) => id === lastMode), ...known.filter(({ id }) => id !== lastMode)]
}

/** Constrained modes ask about the request itself first, with a verb of their own. */
function refusedTarget({ id }: Mode, request: AccessQuery, user: UserInfo, ask: Ask): Refusal | undefined {
  return id === 'legacy' ? undefined : ask({ ...request, verb: `impersonate-on:${id}:${request.verb}`, user })
}

/** The wanted user with the groups that the server adds. */
function impersonated({ id }: Mode, wanted: UserInfo): UserInfo {
  const groups = groupsOf(id !== 'legacy', wanted)
  const last =
    wanted.name === anonymous ? unauthenticated : groups.includes(unauthenticated) ? undefined : authenticated
  return { ...wanted, groups: last === undefined || groups.includes(last) ? groups : [...groups, last] }
}

/** Groups that are asked for stand as they are; without any, a service account has its own, and so has a node by constraint. */
function groupsOf(isConstrained: boolean, { name, groups }: UserInfo): readonly string[] {
  if (groups.length > 0) return groups
  const account = serviceAccountNamed(name)
  if (account) return ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`]
  return isConstrained && nodeNamed(name) !== undefined ? ['system:nodes'] : []
}
