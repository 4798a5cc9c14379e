import { closeSync, openSync, writeSync } from 'node:fs'

/** What a cluster made for a benchmark is like. */
export interface ClusterOptions {
  readonly pods: number
  readonly namespaces: number
  readonly nodes: number
}

/**
 * Writes the objects of a large cluster as one List, as `kubectl get -o json` prints them: every pod stands for itself,
 * namespaces have accounts, roles and bindings of their own, operators hold dangerous rights, and one pod in a hundred is
 * made badly. The same options give the same bytes. Returns how many objects were written.
 */
export function writeCluster(path: string, options: ClusterOptions): number {
  const file = openSync(path, 'w')
  let count = 0
  try {
    writeSync(file, '{"apiVersion":"v1","kind":"List","items":[\n')
    for (const object of objectsOf(options)) writeSync(file, `${count++ === 0 ? '' : ',\n'}${JSON.stringify(object)}`)
    writeSync(file, '\n]}\n')
  } finally {
    closeSync(file)
  }
  return count
}

function* objectsOf({ pods, namespaces, nodes }: ClusterOptions): Generator<object> {
  const perNamespace = Math.ceil(pods / namespaces)
  for (let i = 0; i < nodes; i++) yield node(i)
  for (let i = 0; i < 60; i++) yield* clusterWide(i, namespaces)
  for (let i = 0; i < namespaces; i++) yield* namespaced(i)
  for (let i = 0; i < pods; i++) yield pod(i, Math.floor(i / perNamespace), nodes)
}

function node(i: number): object {
  const role = i < 3 ? { 'node-role.kubernetes.io/control-plane': '' } : {}
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${i}`, labels: { 'kubernetes.io/hostname': `node-${i}`, ...role } },
    spec: i < 3 ? { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] } : {},
  }
}

/** A ClusterRole of an operator, bound to the account of one namespace or, rarely, to a group. */
function* clusterWide(i: number, namespaces: number): Generator<object> {
  const dangerous = [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete'] },
    { apiGroups: ['apps'], resources: ['deployments', 'daemonsets'], verbs: ['patch', 'update'] },
    { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['escalate', 'patch'] },
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
    { apiGroups: [''], resources: ['nodes/proxy'], verbs: ['get', 'create'] },
    { apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] },
    { apiGroups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] },
  ]
  const name = `operator-${i}`
  yield {
    ...rbac('ClusterRole', { name }),
    rules: [
      { apiGroups: [''], resources: ['configmaps', 'services', 'endpoints', 'nodes'], verbs: ['get', 'list', 'watch'] },
      ...(i % 6 === 0 ? [dangerous[(i / 6) % dangerous.length]] : []),
    ],
  }
  yield {
    ...rbac('ClusterRoleBinding', { name }),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects:
      i % 20 === 1
        ? [{ kind: 'Group', name: 'system:serviceaccounts' }]
        : [{ kind: 'ServiceAccount', name: 'account-0', namespace: `ns-${(i * 7) % namespaces}` }],
  }
}

function* namespaced(i: number): Generator<object> {
  const namespace = `ns-${i}`
  const level = ['restricted', 'baseline', 'privileged'][i % 3]
  yield {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace, labels: { 'pod-security.kubernetes.io/enforce': level } },
  }
  for (let j = 0; j < 5; j++) {
    const name = `account-${j}`
    yield { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }
    yield { ...rbac('Role', { name, namespace }), rules: rulesOf(i, j) }
    yield {
      ...rbac('RoleBinding', { name, namespace }),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    }
  }
  for (let j = 0; j < 4; j++) yield { apiVersion: 'v1', kind: 'Secret', metadata: { name: `secret-${j}`, namespace } }
  yield {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front', namespace },
    spec: { type: i % 10 === 0 ? 'LoadBalancer' : 'ClusterIP', selector: { app: 'app-0' }, ports: [{ port: 80 }] },
  }
}

function rulesOf(i: number, j: number): object[] {
  const plain = { apiGroups: [''], resources: ['configmaps', 'pods'], verbs: ['get', 'list', 'watch'] }
  const more = [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: [`secret-${j}`] },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'update'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'] },
    { apiGroups: [''], resources: ['pods', 'pods/exec'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], verbs: ['*'] },
  ]
  return [plain, ...(j < 2 || i % 7 === j ? [more[(i + j) % more.length] ?? plain] : [])]
}

function pod(i: number, ns: number, nodes: number): object {
  const app = `app-${i % 10}`
  const isAgent = i % 100 === 99
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${app}-${i}`, namespace: `ns-${ns}`, labels: { app, 'app.kubernetes.io/name': app } },
    spec: {
      nodeName: `node-${3 + (i % (nodes - 3))}`,
      serviceAccountName: i % 4 === 0 ? 'default' : `account-${i % 5}`,
      ...(i % 4 === 0 ? { automountServiceAccountToken: false } : {}),
      ...(isAgent ? { hostNetwork: true, hostPID: i % 200 === 199 } : {}),
      containers: [
        {
          name: 'app',
          image: 'registry.example/team/app:1.4.0',
          ports: [{ containerPort: 8080 }],
          ...(isAgent && i % 300 === 299
            ? { securityContext: { privileged: true } }
            : { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }),
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
        { name: 'sidecar', image: 'registry.example/team/sidecar:2.0.1' },
      ],
      volumes: [isAgent ? { name: 'data', hostPath: { path: '/var/log' } } : { name: 'data', emptyDir: {} }],
    },
  }
}

function rbac(kind: string, metadata: object): object {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata }
}
