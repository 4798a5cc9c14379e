import {
  type AccessRequest,
  authorize,
  type RbacObjects,
  userOfServiceAccount,
} from '../packages/engine/src/access/index.ts'

const namespaces = 500
const accountsPerNamespace = 10
const decisions = 1_000_000

/** 10,000 bindings over 500 namespaces: each account has a role of its own and is bound to a shared ClusterRole. */
function estate(): RbacObjects {
  const verbs = [['get', 'list', 'watch'], ['get', 'patch'], ['create', 'delete'], ['*']]
  const resources = ['pods', 'configmaps', 'secrets', 'deployments', 'pods/log', 'jobs', 'services', '*']
  const rule = (i: number) => ({
    apiGroups: [i % 3 === 0 ? 'apps' : ''],
    resources: [resources[i % 7] ?? '', resources[(i + 3) % 7] ?? ''],
    verbs: verbs[i % 3] ?? [],
    ...(i % 5 === 0 ? { resourceNames: ['a', 'b'] } : {}),
  })
  const clusterRoles = Array.from({ length: 50 }, (_, i) => ({
    metadata: { name: `shared-${i}` },
    rules: Array.from({ length: 12 }, (_each, j) => rule(i + j)),
  }))
  const accounts = Array.from({ length: namespaces * accountsPerNamespace }, (_, i) => ({
    namespace: `ns-${Math.floor(i / accountsPerNamespace)}`,
    name: `account-${i % accountsPerNamespace}`,
  }))
  return {
    clusterRoles,
    roles: accounts.map(({ namespace, name }, i) => ({ metadata: { namespace, name }, rules: [rule(i), rule(i + 1)] })),
    roleBindings: accounts.flatMap(({ namespace, name }, i) => {
      const subjects = [{ kind: 'ServiceAccount', name, namespace }]
      return [
        { metadata: { namespace, name }, subjects, roleRef: { kind: 'Role', name } },
        ...(i % 10 < 8
          ? [
              {
                metadata: { namespace, name: `${name}-shared` },
                subjects,
                roleRef: { kind: 'ClusterRole', name: `shared-${i % 50}` },
              },
            ]
          : []),
      ]
    }),
    clusterRoleBindings: Array.from({ length: 1000 }, (_, i) => ({
      metadata: { name: `cluster-${i}` },
      subjects:
        i % 100 === 0
          ? [{ kind: 'Group', name: 'system:authenticated' }]
          : [{ kind: 'ServiceAccount', name: `account-${i % 10}`, namespace: `ns-${i % namespaces}` }],
      roleRef: { kind: 'ClusterRole', name: `shared-${i % 50}` },
    })),
  }
}

interface Shape {
  readonly what: string
  readonly make: () => RbacObjects
  readonly requests: readonly AccessRequest[]
}

/** Bindings of one role each, to subjects that share them out. */
function bindingsTo(kind: 'User' | 'Group', names: readonly string[], each: number): RbacObjects {
  const all = Array.from({ length: names.length * each }, (_, i) => i)
  return {
    clusterRoles: all.map((i) => ({
      metadata: { name: `role-${i}` },
      rules: [{ apiGroups: [''], resources: [`things-${i}`], verbs: ['get', 'list'] }],
    })),
    clusterRoleBindings: all.map((i) => ({
      metadata: { name: `binding-${i}` },
      subjects: [{ kind, name: names[i % names.length] ?? '' }],
      roleRef: { kind: 'ClusterRole', name: `role-${i}` },
    })),
  }
}

/** Requests of 100 users in one group, about what some binding is about; two thirds for a verb that is given. */
const usersRequests = Array.from(
  { length: 10_000 },
  (_, i): AccessRequest => ({
    user: { name: `user-${i % 100}`, groups: ['everybody'] },
    verb: i % 3 === 0 ? 'create' : 'get',
    resource: `things-${(i * 7) % 5000}`,
  }),
)

const users = Array.from({ length: 100 }, (_, i) => `user-${i}`)

const shapes: readonly Shape[] = [
  { what: '10,000 bindings', make: estate, requests: accountsRequests() },
  { what: '100 bindings of each of 100 users', make: () => bindingsTo('User', users, 100), requests: usersRequests },
  {
    what: '5,000 bindings of one group',
    make: () => bindingsTo('Group', ['everybody'], 5000),
    requests: usersRequests,
  },
]

function accountsRequests(): AccessRequest[] {
  return Array.from(
    { length: 10_000 },
    (_, i): AccessRequest => ({
      user: userOfServiceAccount(`ns-${i % namespaces}`, `account-${i % accountsPerNamespace}`),
      verb: ['get', 'list', 'create', 'delete', 'escalate'][i % 5] ?? 'get',
      apiGroup: i % 4 === 0 ? 'apps' : '',
      resource: ['pods', 'secrets', 'deployments', 'nodes', 'configmaps'][i % 5] ?? 'pods',
      subresource: i % 17 === 0 ? 'log' : '',
      namespace: `ns-${(i + (i % 3)) % namespaces}`,
      name: i % 2 === 0 ? 'a' : '',
    }),
  )
}

/** Decisions over each shape, the index made on the way; the best of three runs, each with an index of its own. */
export function accessBenchmark(): string[] {
  return shapes.map(({ what, make, requests }) => {
    const times = [0, 1, 2].map(() => {
      const objects = make()
      const started = performance.now()
      for (let i = 0; i < decisions; i++) {
        const request = requests[i % requests.length]
        if (request) authorize(objects, request)
      }
      return (performance.now() - started) / 1000
    })
    return `access               ${Math.min(...times).toFixed(2)} s for ${decisions.toLocaleString('en')} decisions over ${what}`
  })
}
