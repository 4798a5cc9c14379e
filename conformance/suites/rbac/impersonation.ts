import {
  type AccessQuery,
  authorize,
  impersonate,
  type ImpersonationCheck,
  type PolicyRule,
  type RbacObjects,
  type RequestHeaders,
  type UserInfo,
} from '../../../packages/engine/src/access/index.ts'
import type { Case } from '../../suite.ts'
import { newCase } from './new-case.ts'

interface HeaderVector {
  readonly name: string
  readonly user: Partial<UserInfo>
  readonly impersonationUser?: string
  readonly impersonationUid?: string
  readonly impersonationGroups?: readonly string[]
  readonly impersonationUserExtras?: UserInfo['extra']
  readonly expectedUser: Partial<UserInfo>
  readonly expectedCode: number
}

/** What impersonation headers do, under the authorizer of upstream's own test. */
export function impersonationCases(file: unknown): Case[] {
  return (file as readonly HeaderVector[]).map((vector) => {
    const { name, user: requester, expectedUser, expectedCode } = vector
    const headers = headersOf(
      vector.impersonationUser,
      vector.impersonationUid,
      vector.impersonationGroups,
      vector.impersonationUserExtras,
    )
    const request = { verb: 'get', resource: '', path: '/', resourceRequest: false }
    const { code, user } = impersonate({
      requester,
      headers,
      request,
      decide: (check) => ({ allowed: upstreamStub(check) }),
    })
    return newCase(`impersonation/${name}`, [code, plain(user)], [expectedCode, plain(expectedUser)])
  })
}

/** Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/impersonation_test.go impersonateAuthorizer */
function upstreamStub({ user, verb, apiGroup, resource, subresource, name }: ImpersonationCheck): boolean {
  const [first, second = ''] = user.groups
  if (user.name === 'system:admin') return true
  if (user.name === 'tester') return false
  if (second === 'escaped-scopes' || second === 'almost-escaped-scopes') return true
  if (verb !== 'impersonate') return false
  const isAbout = (group: string, kind: string, part = '') =>
    apiGroup === group && resource === kind && subresource === part
  const identity = 'authentication.k8s.io'
  const isScopes = isAbout(identity, 'userextras', 'scopes')
  const isUser = isAbout('', 'users')
  const isGroup = isAbout('', 'groups')
  return (
    (first === 'wheel' && isUser) ||
    (first === 'regular-impersonater' && isUser) ||
    (first === 'sa-impersonater' && isAbout('', 'serviceaccounts')) ||
    (first === 'everything-impersonater' &&
      (isUser || isGroup || isScopes || (isAbout(identity, 'uids') && name === 'some-uid'))) ||
    (second === 'group-impersonater' && isGroup) ||
    (second === 'extra-setter-scopes' && isScopes) ||
    (second === 'extra-setter-particular-scopes' && isScopes && name === 'scope-a') ||
    (second === 'extra-setter-project' && isAbout(identity, 'userextras', 'project'))
  )
}

interface ConstrainedVector {
  readonly name: string
  readonly requester: Partial<UserInfo>
  readonly grants: readonly { readonly scope: string; readonly rule: PolicyRule }[]
  readonly impersonate: Partial<UserInfo> & { readonly user: string }
  readonly request: AccessQuery
  readonly expected: boolean
  readonly constraint: string | null
}

/** Whether somebody who holds exactly the grants may impersonate for the request, and by which constraint. */
export function constrainedImpersonationCases(file: unknown): Case[] {
  return (file as { readonly cases: readonly ConstrainedVector[] }).cases.map((vector) => {
    const { name, requester, grants, impersonate: wanted, request, expected } = vector
    const objects = granting(requester.name ?? '', grants)
    const { code, constraint } = impersonate({
      requester,
      headers: headersOf(wanted.user, wanted.uid, wanted.groups, wanted.extra),
      request,
      decide: (check) => authorize(objects, check),
    })
    const allowed = code === 200
    const theirs = vector.constraint === 'any' ? constraint : vector.constraint
    return newCase(`constrained-impersonation/${name}`, [allowed, allowed ? constraint : null], [expected, theirs])
  })
}

/** A scope is `cluster`, or `namespace` and its name. */
function granting(user: string, grants: ConstrainedVector['grants']): RbacObjects {
  const subjects = [{ kind: 'User', name: user }]
  const made = grants.map(({ scope, rule }, i) => {
    const metadata = { name: `g${i}`, namespace: scope.replace(/^(cluster|namespace )/, '') }
    return {
      role: { metadata, rules: [rule] },
      binding: { metadata, subjects, roleRef: { kind: metadata.namespace ? 'Role' : 'ClusterRole', name: `g${i}` } },
    }
  })
  const inNamespaces = made.filter(({ role }) => role.metadata.namespace !== '')
  const inCluster = made.filter(({ role }) => role.metadata.namespace === '')
  return {
    roles: inNamespaces.map(({ role }) => role),
    roleBindings: inNamespaces.map(({ binding }) => binding),
    clusterRoles: inCluster.map(({ role }) => role),
    clusterRoleBindings: inCluster.map(({ binding }) => binding),
  }
}

function headersOf(user = '', uid = '', groups: readonly string[] = [], extra: UserInfo['extra'] = {}): RequestHeaders {
  return {
    ...(user !== '' && { 'Impersonate-User': user }),
    ...(uid !== '' && { 'Impersonate-Uid': uid }),
    ...(groups.length > 0 && { 'Impersonate-Group': groups }),
    ...Object.fromEntries(Object.entries(extra).map(([key, values]) => [`Impersonate-Extra-${key}`, values])),
  }
}

/** Missing and empty mean the same. */
function plain({ name = '', uid = '', groups = [], extra = {} }: Partial<UserInfo>): unknown[] {
  return [name, uid, groups, Object.entries(extra).toSorted(([a], [b]) => a.localeCompare(b))]
}
