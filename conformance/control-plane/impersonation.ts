import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import {
  authorize,
  forbiddenMessage,
  impersonate,
  type ImpersonationMode,
  type PolicyRule,
  type RbacObjects,
  requestInfo,
  type UserInfo,
} from '../../packages/engine/src/access/index.ts'
import { audited } from '../../packages/engine/src/evidence/index.ts'
import { create, inOrder } from './access.ts'
import { readObjects } from './rbac-objects.ts'
import { auditPolicy, type ControlPlane, users } from './server.ts'
import type { Tally } from './tally.ts'

const api = '/apis/rbac.authorization.k8s.io/v1'
const identity = 'authentication.k8s.io'
const requests = Number(process.env['FUZZ_RUNS'] ?? 6000) / 10

/** Who asks: by a static token, or as a service account whose token is bound to a node. */
interface Requester {
  readonly token: string
  readonly user: UserInfo
}

interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[]>>
}

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts)
const target = fc.constantFrom(
  ['POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews'],
  ['POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews'],
  ['GET', '/api/v1/namespaces/red/pods?limit=1'],
  ['GET', '/api/v1/namespaces/red/pods/none/log'],
  ['GET', '/api/v1/nodes?fieldSelector=metadata.name%3Dn1'],
  ['GET', '/api/v1/pods/'],
  ['GET', '/version'],
  ['GET', '/metrics/slis'],
)
const someone = oneOf(
  'bob',
  'bob',
  'system:anonymous',
  'system:node:n1',
  'system:node:n2',
  'system:serviceaccount:red:a',
  'system:serviceaccount:green:a',
  'system:serviceaccount:Red:a',
  '',
)
const rarely = <Item>(of: fc.Arbitrary<Item>) => fc.option(of, { freq: 1, nil: undefined })
const headers = fc
  .record({
    user: someone,
    groups: rarely(
      fc.array(oneOf('dev', 'qa', 'system:masters', 'system:unauthenticated', ''), { minLength: 1, maxLength: 5 }),
    ),
    uid: rarely(oneOf('7', '')),
    extra: rarely(fc.tuple(oneOf('Scopes', 'acme.com%2Fteam', 'acme.com%2F%54eam'), oneOf('a', 'b', ''))),
  })
  .map(({ user, groups, uid, extra }) => ({
    ...(user !== '' && { 'Impersonate-User': user }),
    ...(groups && { 'Impersonate-Group': groups }),
    ...(uid !== undefined && { 'Impersonate-Uid': uid }),
    ...(extra && { [`Impersonate-Extra-${extra[0]}`]: extra[1] }),
  }))
const asked: fc.Arbitrary<Asked> = fc
  .tuple(target, headers)
  .map(([[method = '', url = ''], of]) => ({ method, url, headers: of }))

/** Parts of a right to impersonate; each requester holds some of each kind. */
const grants: readonly (readonly PolicyRule[])[] = [
  ...['users', 'groups', 'uids', 'serviceaccounts', 'userextras/scopes', 'userextras/acme.com/team'].map((resource) => [
    { verbs: ['impersonate'], apiGroups: ['', identity], resources: [resource] },
  ]),
  ...['users', 'groups', 'uids', 'userextras/*', 'userextras/acme.com/team'].map((resource) => [
    { verbs: ['impersonate:user-info'], apiGroups: [identity], resources: [resource] },
  ]),
  [{ verbs: ['impersonate:user-info'], apiGroups: [identity], resources: ['users'], resourceNames: ['bob'] }],
  [{ verbs: ['impersonate:arbitrary-node'], apiGroups: [identity], resources: ['nodes'], resourceNames: ['n1'] }],
  [{ verbs: ['impersonate:associated-node'], apiGroups: [identity], resources: ['nodes'] }],
  [{ verbs: ['impersonate:serviceaccount'], apiGroups: [identity], resources: ['serviceaccounts'] }],
  ...['user-info', 'serviceaccount', 'arbitrary-node', 'associated-node'].flatMap((mode) => {
    const on = (verb: string) => `impersonate-on:${mode}:${verb}`
    return [
      [{ verbs: [on('create')], apiGroups: [identity], resources: ['selfsubjectreviews'] }],
      [{ verbs: [on('list'), on('get')], apiGroups: [''], resources: ['pods', 'pods/log', 'nodes'] }],
      [{ verbs: [on('get')], nonResourceURLs: ['/version'] }],
    ]
  }),
]

/**
 * Impersonates in the server, and compares what it answers and what it writes into its audit log with what we make of the
 * same headers.
 */
export async function compareImpersonation(plane: ControlPlane, tally: Tally): Promise<string> {
  const requesters = [...users.map(staticUser), await nodeAgent(plane)]
  await grant(plane, requesters)
  const objects = await readObjects(plane)
  // The server decides by what it has watched, which lags behind what it has stored.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const expected = new Map<string, object>()
  const went = new Map<ImpersonationMode, number>()
  await Promise.all(
    requesters.map(async (requester, i) => {
      const list = fc.sample(asked, { numRuns: Math.ceil(requests / requesters.length), seed: 11 + i })
      let lastMode: ImpersonationMode | undefined
      for (const each of list) {
        const id = randomUUID()
        const { method, url } = each
        const body = method === 'POST' ? { apiVersion: `${identity}/v1`, kind: 'SelfSubjectReview' } : undefined
        const sent = { ...each.headers, 'Audit-ID': id } as Record<string, string | string[]>
        const answer = await plane.call(method, url, body, { token: requester.token, headers: sent })
        const ours = predict(objects, requester, each, lastMode)
        lastMode = ours.mode ?? lastMode
        if (ours.mode !== undefined) went.set(ours.mode, (went.get(ours.mode) ?? 0) + 1)
        const { status } = answer
        const isRefused = status === 400 || status === 403
        tally.compare(
          `${requester.user.name} ${JSON.stringify(each)}`,
          [ours.code, inOrder(ours.message)],
          [isRefused ? status : 200, isRefused ? inOrder(String(answer.body['message'])) : ''],
        )
        expected.set(id, ours.event)
      }
    }),
  )
  compareEvents(plane, tally, expected)
  const counts = [...went].map(([mode, count]) => `${count} by ${mode}`).toSorted()
  return `${expected.size} requests with headers, ${counts.join(', ')}`
}

/** What the server should answer, and write into its audit log. */
function predict(
  objects: RbacObjects,
  { user: requester }: Requester,
  { method, url, headers: sent }: Asked,
  lastMode: ImpersonationMode | undefined,
) {
  const request = requestInfo(method, url)
  const decide = (check: Parameters<typeof authorize>[1]) => authorize(objects, check)
  const { code, user, mode, constraint, message } = impersonate({ requester, headers: sent, request, decide, lastMode })
  const { level } = audited(auditPolicy, { ...request, user: requester })
  const { verb, resource, subresource, namespace, name } = request
  const objectRef = method === 'POST' ? [resource] : [resource, subresource, namespace, name]
  const event = { level, verb, objectRef, impersonated: mode === undefined ? null : plain(user), constraint }
  if (code !== 200) return { code, message, mode, event }
  const { allowed, reason } = authorize(objects, { ...request, user })
  return allowed
    ? { code, message: '', mode, event }
    : { code: 403, message: forbiddenMessage({ ...request, user }, reason), mode, event }
}

interface AuditEvent {
  readonly auditID: string
  readonly level: string
  readonly verb: string
  readonly objectRef?: Readonly<Record<'resource' | 'subresource' | 'namespace' | 'name', string | undefined>>
  readonly impersonatedUser?: Partial<UserInfo> & { readonly username?: string }
  readonly authenticationMetadata?: { readonly impersonationConstraint?: string }
}

function compareEvents(plane: ControlPlane, tally: Tally, expected: ReadonlyMap<string, object>): void {
  const events = new Map((plane.auditEvents() as AuditEvent[]).map((event) => [event.auditID, event]))
  for (const [id, ours] of expected) {
    const event = events.get(id)
    if (!event) {
      tally.compare('audit event', ours, 'none')
      continue
    }
    const { level, verb, objectRef: about, impersonatedUser: user, authenticationMetadata } = event
    const { resource = '', subresource = '', namespace = '', name = '' } = about ?? {}
    const isPost = resource === 'selfsubjectreviews'
    tally.compare('audit event', ours, {
      level,
      verb,
      objectRef: isPost ? [resource] : [resource, subresource, namespace, name],
      impersonated: user ? plain({ ...user, name: user.username ?? '' }) : null,
      constraint: authenticationMetadata?.impersonationConstraint ?? '',
    })
  }
}

function plain({ name = '', uid = '', groups = [], extra = {} }: Partial<UserInfo>): unknown[] {
  return [name, uid, groups, extra]
}

function staticUser({ name, uid, groups }: (typeof users)[number]): Requester {
  return { token: name, user: { name, uid, groups: [...groups, 'system:authenticated'], extra: {} } }
}

/** A service account with a token that is bound to node n1. The server says itself who that is. */
async function nodeAgent(plane: ControlPlane): Promise<Requester> {
  const meta = (name: string) => ({ apiVersion: 'v1', metadata: { name } })
  await plane.call('POST', '/api/v1/nodes', { kind: 'Node', ...meta('n1') })
  await plane.call('POST', '/api/v1/namespaces/red/serviceaccounts', { kind: 'ServiceAccount', ...meta('agent') })
  const { body } = await plane.call('POST', '/api/v1/namespaces/red/serviceaccounts/agent/token', {
    apiVersion: `${identity}/v1`,
    kind: 'TokenRequest',
    spec: { boundObjectRef: { apiVersion: 'v1', kind: 'Node', name: 'n1' } },
  })
  const { token = '' } = (body['status'] ?? {}) as { readonly token?: string }
  const review = { apiVersion: `${identity}/v1`, kind: 'SelfSubjectReview' }
  const path = `/apis/${identity}/v1/selfsubjectreviews`
  const { body: self } = await plane.call('POST', path, review, { token })
  const { userInfo } = self['status'] as { readonly userInfo: Omit<UserInfo, 'name'> & { readonly username: string } }
  const { username: name, uid, groups, extra } = userInfo
  return { token, user: { name, uid, groups, extra } }
}

async function grant(plane: ControlPlane, requesters: readonly Requester[]): Promise<void> {
  const held = fc.sample(fc.subarray([...grants], { minLength: Math.floor(grants.length / 2) }), {
    numRuns: requesters.length,
    seed: 5,
  })
  for (const [i, { user }] of requesters.entries()) {
    const name = `impersonator-${i}`
    // Every second one without the legacy right, which would be the way of most that hold it.
    const rules = (held[i]?.flat() ?? []).filter(({ verbs }) => i % 2 === 1 || !verbs?.includes('impersonate'))
    await create(plane, `${api}/clusterroles`, 'ClusterRole', { metadata: { name }, rules })
    await create(plane, `${api}/clusterrolebindings`, 'ClusterRoleBinding', {
      metadata: { name },
      subjects: [{ kind: 'User', name: user.name, apiGroup: 'rbac.authorization.k8s.io' }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    })
  }
}
