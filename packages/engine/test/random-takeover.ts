import fc from 'fast-check'

const namespaces = ['shop', 'ops']
const accounts = ['default', 'robot']

const subject = fc.oneof(
  fc.record({
    kind: fc.constant('ServiceAccount'),
    namespace: fc.constantFrom(...namespaces),
    name: fc.constantFrom(...accounts),
  }),
  fc.record({
    kind: fc.constant('Group'),
    name: fc.constantFrom('system:serviceaccounts', 'system:serviceaccounts:shop', 'staff'),
  }),
)

const some = (...items: string[]) => fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength: 3 })

const rule = fc.record({
  apiGroups: some('', 'apps', 'rbac.authorization.k8s.io', '*'),
  resources: some(
    'pods',
    'pods/exec',
    '*/attach',
    'secrets',
    'deployments',
    'serviceaccounts/token',
    'nodes/proxy',
    'clusterroles',
    'rolebindings',
    'clusterrolebindings',
    'users',
    'groups',
    'namespaces',
    '*',
  ),
  verbs: some('get', 'list', 'watch', 'create', 'patch', 'update', 'bind', 'escalate', 'impersonate', '*'),
  resourceNames: fc.option(fc.constant(['web']), { nil: undefined, freq: 6 }),
})

const role = fc.record({
  kind: fc.constantFrom('Role', 'ClusterRole'),
  namespace: fc.constantFrom(...namespaces),
  rules: fc.array(rule, { maxLength: 3 }),
})

const binding = fc.record({
  kind: fc.constantFrom('RoleBinding', 'ClusterRoleBinding'),
  namespace: fc.constantFrom(...namespaces),
  role: fc.nat({ max: 4 }),
  subjects: fc.array(subject, { minLength: 1, maxLength: 3 }),
})

const pod = fc.record({
  namespace: fc.constantFrom(...namespaces),
  account: fc.constantFrom(...accounts),
  automount: fc.option(fc.boolean(), { nil: undefined }),
  privileged: fc.option(fc.boolean(), { nil: undefined }),
  hostPath: fc.option(fc.constantFrom('/', '/etc', '/var/run/docker.sock', '/var/lib/kubelet/pods'), {
    nil: undefined,
    freq: 3,
  }),
  hostPID: fc.option(fc.boolean(), { nil: undefined }),
  capabilities: fc.option(some('SYS_ADMIN', 'SYS_MODULE', 'SYS_PTRACE', 'DAC_READ_SEARCH'), {
    nil: undefined,
    freq: 3,
  }),
})

/** A role that an API server makes, which shows that a cluster is whole. */
const defaultRole = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'system:basic-user', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
  rules: [],
}

/** Manifests of a small cluster with roles, bindings and pods, as JSON documents, which are YAML too. */
export const manifests: fc.Arbitrary<string> = fc
  .record({
    roles: fc.array(role, { minLength: 1, maxLength: 5 }),
    bindings: fc.array(binding, { maxLength: 6 }),
    pods: fc.array(pod, { minLength: 1, maxLength: 5 }),
    enforce: fc.option(fc.constantFrom('baseline', 'restricted', 'privileged'), { nil: undefined }),
    // What every cluster has is taken for granted in the rest, which makes them several times as large.
    isWhole: fc.nat({ max: 7 }).map((pick) => pick > 0),
  })
  .map(({ roles, bindings, pods, enforce, isWhole }) =>
    [
      ...(isWhole ? [defaultRole] : []),
      ...namespaces.map((name) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, labels: enforce ? { 'pod-security.kubernetes.io/enforce': enforce } : {} },
      })),
      ...roles.map(({ kind, namespace, rules }, i) => ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind,
        metadata: { name: `r${i}`, ...(kind === 'Role' ? { namespace } : {}) },
        rules,
      })),
      ...bindings.map(({ kind, namespace, role: index, subjects }, i) => {
        const wanted = index % roles.length
        const bound = roles[wanted]
        const isNamespaced = kind === 'RoleBinding' || bound?.kind === 'Role'
        return {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: isNamespaced ? 'RoleBinding' : 'ClusterRoleBinding',
          metadata: {
            name: `b${i}`,
            ...(isNamespaced ? { namespace: bound?.kind === 'Role' ? bound.namespace : namespace } : {}),
          },
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: bound?.kind ?? 'Role', name: `r${wanted}` },
          subjects,
        }
      }),
      ...pods.map(({ namespace, account, automount, privileged, hostPath, hostPID, capabilities }, i) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: i === 0 ? 'web' : `p${i}`, namespace },
        spec: {
          serviceAccountName: account,
          automountServiceAccountToken: automount,
          hostPID,
          containers: [
            {
              name: 'app',
              image: 'registry.example/app:1',
              securityContext: { privileged, ...(capabilities ? { capabilities: { add: capabilities } } : {}) },
              volumeMounts: hostPath ? [{ name: 'host', mountPath: '/host' }] : [],
            },
          ],
          volumes: hostPath ? [{ name: 'host', hostPath: { path: hostPath } }] : [],
        },
      })),
    ]
      .map((object) => JSON.stringify(object, null, 2))
      .join('\n---\n'),
  )
