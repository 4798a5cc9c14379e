import fc from 'fast-check'
import {
  type AccessRequest,
  aggregatedRules,
  authorize,
  bindingText,
  type RbacObjects,
  type Subject,
  subjectText,
  type User,
  userOfServiceAccount,
  whoCan,
} from '../../packages/engine/src/access/index.ts'
import { readObjects } from './rbac-objects.ts'
import type { ControlPlane } from './server.ts'
import type { Tally } from './tally.ts'

const api = '/apis/rbac.authorization.k8s.io/v1'
const namespaces = ['red', 'green', 'blue']
const requests = Number(process.env['FUZZ_RUNS'] ?? 6000)

const name = fc.constantFrom('a', 'b', 'c', 'default')
const user = fc.constantFrom('ann', 'bob', 'system:serviceaccount:red:a', 'system:kube-scheduler', '*')
const group = fc.constantFrom(
  'ops',
  'system:serviceaccounts',
  'system:serviceaccounts:red',
  'system:authenticated',
  '*',
)
const verb = fc.constantFrom(
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'escalate',
  'bind',
  'impersonate',
  '*',
  'GET',
)
const apiGroup = fc.constantFrom('', 'apps', 'batch', 'rbac.authorization.k8s.io', 'core', '*')
const resource = fc.constantFrom(
  'pods',
  'pods/exec',
  'pods/log',
  'pods/*',
  '*/log',
  '*/scale',
  'deployments',
  'deployments/scale',
  'secrets',
  'nodes',
  'nodes/proxy',
  'roles',
  '*',
)
const url = fc.constantFrom('/healthz', '/healthz/*', '/metrics', '/api*', '*', '/logs/**')

const some = <T>(item: fc.Arbitrary<T>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength })
const resourceRule = fc.record(
  { verbs: some(verb), apiGroups: some(apiGroup, 2), resources: some(resource), resourceNames: some(name, 2) },
  { requiredKeys: ['verbs', 'apiGroups', 'resources'] },
)
const urlRule = fc.record({ verbs: some(verb), nonResourceURLs: some(url, 2) })
const subject: fc.Arbitrary<Subject> = fc.oneof(
  user.map((of) => ({ kind: 'User', name: of, apiGroup: 'rbac.authorization.k8s.io' })),
  group.map((of) => ({ kind: 'Group', name: of, apiGroup: 'rbac.authorization.k8s.io' })),
  fc.record({ name, namespace: fc.constantFrom(...namespaces) }).map((of) => ({ kind: 'ServiceAccount', ...of })),
)
const subjects = fc.array(subject, { minLength: 1, maxLength: 3 })
const roleName = fc.constantFrom(...Array.from({ length: 26 }, (_, i) => `r-${i}`))
const asker: fc.Arbitrary<User> = fc.oneof(
  fc.record({ name: user, groups: fc.uniqueArray(group, { maxLength: 2 }) }),
  fc
    .record({ namespace: fc.constantFrom(...namespaces), name })
    .map((of) => userOfServiceAccount(of.namespace, of.name)),
  fc.constant({ name: 'root', groups: ['system:masters'] }),
)
const request: fc.Arbitrary<AccessRequest> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      user: asker,
      verb,
      apiGroup,
      resource: fc.constantFrom('pods', 'deployments', 'secrets', 'nodes', 'roles', 'configmaps', 'namespaces'),
      subresource: fc.constantFrom('', '', 'exec', 'log', 'scale', 'proxy'),
      name: fc.constantFrom('', 'a', 'b', 'z'),
      namespace: fc.constantFrom('', ...namespaces),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      user: asker,
      verb,
      path: fc.constantFrom('/healthz', '/healthz/etcd', '/metrics', '/api', '/apis/x', '/logs/', '/version'),
    }),
  },
)

/** Fills the server with roles and bindings beside its own, and asks it and ourselves the same questions. */
export async function compareAccess(plane: ControlPlane, tally: Tally): Promise<string> {
  await makeEstate(plane)
  await aggregate(plane)
  const objects = await readObjects(plane)
  const asked = fc.sample(request, { numRuns: requests, seed: 7 })
  let allowed = 0
  for (let first = 0; first < asked.length; first += 16) {
    await Promise.all(
      asked.slice(first, first + 16).map(async (each) => {
        const theirs = await ask(plane, each)
        const ours = authorize(objects, each)
        if (ours.allowed) allowed++
        // The server visits bindings in an order of its own: any that allows may be named, and troubles come in any order.
        const isGiven = ours.allowed && reasonsFor(objects, each).includes(theirs.reason)
        const reason = isGiven ? theirs.reason : ours.reason
        tally.compare(
          JSON.stringify(each),
          { allowed: ours.allowed, reason: inOrder(reason) },
          { ...theirs, reason: inOrder(theirs.reason) },
        )
      }),
    )
  }
  const bindings = (objects.roleBindings?.length ?? 0) + (objects.clusterRoleBindings?.length ?? 0)
  return `${requests} requests over ${bindings} bindings, ${allowed} of them allowed`
}

/** A reason whose parts in brackets are sorted. */
export function inOrder(reason: string): string {
  return reason.replace(/\[(.*)\]/, (_, parts: string) => `[${parts.split(', ').toSorted().join(', ')}]`)
}

async function ask(plane: ControlPlane, { user: of, path, verb: does, ...rest }: AccessRequest) {
  const { apiGroup: group_, ...attributes } = rest
  const { body } = await plane.call('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: of.name,
      groups: of.groups,
      ...(path === undefined
        ? { resourceAttributes: { ...attributes, group: group_, verb: does } }
        : { nonResourceAttributes: { path, verb: does } }),
    },
  })
  const { allowed = false, reason = '' } = (body['status'] ?? {}) as {
    readonly allowed?: boolean
    readonly reason?: string
  }
  return { allowed, reason }
}

function reasonsFor(objects: RbacObjects, each: AccessRequest): string[] {
  return whoCan(objects, each)
    .filter(({ subject: of, binding }) => appliesTo(of, binding.namespace, each.user))
    .map(
      ({ subject: of, binding }) => `RBAC: allowed by ${bindingText(binding)} to ${subjectText(of, binding.namespace)}`,
    )
}

function appliesTo(
  { kind, name: of = '', namespace }: Subject,
  bindingNamespace: string,
  { name: asks, groups }: User,
): boolean {
  if (kind === 'Group') return groups?.includes(of) === true
  return asks === (kind === 'User' ? of : userOfServiceAccount(namespace ?? bindingNamespace, of).name)
}

async function makeEstate(plane: ControlPlane): Promise<void> {
  for (const namespace of namespaces)
    await plane.call('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    })
  const clusterRules = fc.sample(
    fc.array(fc.oneof({ weight: 4, arbitrary: resourceRule }, { weight: 1, arbitrary: urlRule }), { maxLength: 4 }),
    { numRuns: 24, seed: 1 },
  )
  const rules = fc.sample(fc.array(resourceRule, { maxLength: 3 }), { numRuns: 24, seed: 2 })
  for (const [i, of] of clusterRules.entries())
    await create(plane, `${api}/clusterroles`, 'ClusterRole', { metadata: { name: `r-${i}` }, rules: of })
  for (const [i, of] of rules.entries()) {
    const namespace = namespaces[i % namespaces.length] ?? ''
    await create(plane, `${api}/namespaces/${namespace}/roles`, 'Role', { metadata: { name: `r-${i}` }, rules: of })
  }
  // r-24 and r-25 are never made: bindings to them dangle.
  const bindings = fc.sample(fc.record({ subjects, roleName, kind: fc.constantFrom('Role', 'ClusterRole') }), {
    numRuns: 120,
    seed: 3,
  })
  for (const [i, { subjects: of, roleName: role, kind }] of bindings.entries()) {
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: role }
    const namespace = namespaces[i % namespaces.length] ?? ''
    await create(plane, `${api}/namespaces/${namespace}/rolebindings`, 'RoleBinding', {
      metadata: { name: `b-${i}` },
      subjects: of,
      roleRef,
    })
    if (i % 6 === 0 && kind === 'ClusterRole')
      await create(plane, `${api}/clusterrolebindings`, 'ClusterRoleBinding', {
        metadata: { name: `b-${i}` },
        subjects: of,
        roleRef,
      })
  }
}

export async function create(plane: ControlPlane, path: string, kind: string, object: object): Promise<void> {
  const { status, body } = await plane.call('POST', path, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    ...object,
  })
  if (status >= 300) throw new Error(`${kind} was not made: ${String(body['message'])}`)
}

/** Stands in for the controller that fills aggregated roles, which is not part of the API server. */
async function aggregate(plane: ControlPlane): Promise<void> {
  const { clusterRoles = [] } = await readObjects(plane)
  for (const [role, rules] of aggregatedRules(clusterRoles)) {
    if (!role.aggregationRule) continue
    await plane.call('PUT', `${api}/clusterroles/${role.metadata?.name}`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      ...role,
      rules,
    })
  }
}
