import type { AccessQuery, NamedKind, PolicyRule, User } from '@warrant/engine/access'
import { WarrantError } from '@warrant/engine/errors'
import { connect, type ConnectionOptions } from './connection/index.ts'
import { discoverAll } from './discovery/index.ts'

/** What the API server itself says of a request by whoever is signed in, or impersonated. */
export interface ReviewedAccess {
  readonly allowed: boolean
  readonly reason: string
}

/**
 * Asks the API server by a SelfSubjectAccessReview, which changes nothing and which everybody may ask.
 *
 * @throws WarrantError `cluster-unreachable`.
 */
export async function reviewAccess(options: ConnectionOptions, query: AccessQuery): Promise<ReviewedAccess> {
  const { path, verb, apiGroup, ...attributes } = query
  const answer = await connect(options).ask('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec:
      path === undefined
        ? { resourceAttributes: { ...attributes, group: apiGroup, verb } }
        : { nonResourceAttributes: { path, verb } },
  })
  const { status = {} } = answer as {
    readonly status?: Partial<ReviewedAccess> & { readonly evaluationError?: string }
  }
  const { allowed = false, reason = '', evaluationError = '' } = status
  return { allowed, reason: [reason, evaluationError].filter((text) => text !== '').join(' - ') }
}

/** What the API server lists of what somebody may do. */
export interface ReviewedRules {
  readonly rules: readonly PolicyRule[]
  /** Why there may be more; undefined when this is all. */
  readonly incomplete: string | undefined
}

/**
 * Asks the API server by a SelfSubjectRulesReview for all that whoever is signed in may do in a namespace.
 *
 * @throws WarrantError `cluster-unreachable`.
 */
export async function reviewRules(options: ConnectionOptions, namespace: string): Promise<ReviewedRules> {
  const answer = await connect(options).ask('/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectRulesReview',
    spec: { namespace },
  })
  const { resourceRules, nonResourceRules, incomplete, evaluationError } =
    (answer as { readonly status?: RulesStatus }).status ?? {}
  return {
    rules: [...(resourceRules ?? []), ...(nonResourceRules ?? [])],
    incomplete: incomplete ? evaluationError || 'the server does not say why' : undefined,
  }
}

interface RulesStatus {
  readonly resourceRules?: readonly PolicyRule[] | null
  readonly nonResourceRules?: readonly PolicyRule[] | null
  readonly incomplete?: boolean
  readonly evaluationError?: string
}

/**
 * Asks the API server who is signed in, or impersonated. Servers before v1.28 do not say.
 *
 * @throws WarrantError `cluster-unreachable`.
 */
export async function whoAmI(options: ConnectionOptions): Promise<Required<User>> {
  const answer = await connect(options).ask('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
  })
  const { username = '', groups } =
    (answer as { readonly status?: { readonly userInfo?: UserInfo } }).status?.userInfo ?? {}
  return { name: username, groups: groups ?? [] }
}

interface UserInfo {
  readonly username?: string
  readonly groups?: readonly string[] | null
}

/** All kinds that the server serves, with what they can be called by; undefined when it does not say. */
export async function servedKinds(options: ConnectionOptions): Promise<readonly NamedKind[] | undefined> {
  try {
    return (await discoverAll(connect(options))).resources
  } catch (error) {
    if (error instanceof WarrantError) return undefined
    throw error
  }
}
