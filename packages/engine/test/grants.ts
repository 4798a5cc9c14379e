/** A rule of a role in flow style: `rule('create', 'pods/exec')`, `rule('get list', 'secrets', { names: 'tls' })`. */
export function rule(
  verbs: string,
  resources: string,
  { group = '', names }: { readonly group?: string; readonly names?: string } = {},
): string {
  const list = (text: string) =>
    `[${text
      .split(' ')
      .map((each) => JSON.stringify(each))
      .join()}]`
  const only = names === undefined ? '' : `, resourceNames: ${list(names)}`
  return `{ apiGroups: ${list(group)}, resources: ${list(resources)}, verbs: ${list(verbs)}${only} }`
}

const api = 'rbac.authorization.k8s.io'

/** A Role with rules, and a binding of it to user alice, in namespace shop unless told otherwise. */
export function grantedIn(namespace: string, ...rules: readonly string[]): string {
  return `apiVersion: ${api}/v1
kind: Role
metadata: { name: r, namespace: ${namespace} }
rules: [${rules.join(', ')}]
---
apiVersion: ${api}/v1
kind: RoleBinding
metadata: { name: b, namespace: ${namespace} }
roleRef: { apiGroup: ${api}, kind: Role, name: r }
subjects: [{ kind: User, name: alice }]
`
}

/** A ClusterRole with rules, and a binding of it to user alice for the whole cluster. */
export function grantedEverywhere(...rules: readonly string[]): string {
  return `apiVersion: ${api}/v1
kind: ClusterRole
metadata: { name: wide }
rules: [${rules.join(', ')}]
---
apiVersion: ${api}/v1
kind: ClusterRoleBinding
metadata: { name: wide }
roleRef: { apiGroup: ${api}, kind: ClusterRole, name: wide }
subjects: [{ kind: User, name: alice }]
`
}

/** A binding of a ClusterRole that is there already to user alice in a namespace. */
export function boundIn(namespace: string, clusterRole: string): string {
  return `apiVersion: ${api}/v1
kind: RoleBinding
metadata: { name: of-${clusterRole}, namespace: ${namespace} }
roleRef: { apiGroup: ${api}, kind: ClusterRole, name: ${clusterRole} }
subjects: [{ kind: User, name: alice }]
`
}

/** A pod with one container. */
export function podIn(namespace: string, name: string, spec = ''): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace} }
spec: { containers: [{ name: ${name}, image: registry.example/app:1 }]${spec === '' ? '' : `, ${spec}`} }
`
}

/** A Namespace with the level that Pod Security enforces. */
export function namespaceAt(name: string, level?: string): string {
  const labels = level === undefined ? '' : `, labels: { pod-security.kubernetes.io/enforce: ${level} }`
  return `apiVersion: v1
kind: Namespace
metadata: { name: ${name}${labels} }
`
}

export function documents(...texts: readonly string[]): string {
  return texts.join('---\n')
}
