import type { AccessQuery } from '@warrant/engine/access'
import { connect, type ConnectionOptions } from './connect.ts'

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
  const { allowed = false, reason = '' } = (answer as { readonly status?: Partial<ReviewedAccess> }).status ?? {}
  return { allowed, reason }
}
