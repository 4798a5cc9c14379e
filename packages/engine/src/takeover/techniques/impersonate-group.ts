import { can, defineTechnique, eachClusterObject } from '../vocabulary/index.ts'
import { identity, masters } from '../graph/index.ts'

/**
 * Groups go with a user name, so that one of those must be allowed as well: any will do, and a service account's too, whose
 * own groups give way to those that are asked for.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/impersonation.go
 */
export const impersonateGroup = defineTechnique({
  id: 'IMPERSONATE-GROUP',
  title: 'Impersonate a group',
  class: 'rbac',
  description:
    'impersonate on groups makes requests as a member of any group, or of those that resourceNames name: of system:masters, which may do everything, unless names say otherwise. The request carries a user name as well, which must be allowed too.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  each: eachClusterObject,
  requires: [[can('impersonate', 'groups'), can('impersonate', 'users|serviceaccounts', { anywhere: true })]],
  gives: ({ name = masters }) => identity({ kind: 'Group', name }),
  tells: ({ name = masters }) => `Impersonate group ${name}`,
})
