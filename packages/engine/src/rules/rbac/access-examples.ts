import type { Subject } from '../../access/index.ts'

/** A Role with rules in YAML, and the binding that gives it to the account ci/deployer. */
export function boundRole(rules: string, namespace = 'shop'): string {
  return manifests('Role', rules, `\n  namespace: ${namespace}`)
}

/** The same in the whole cluster. */
export function boundClusterRole(rules: string): string {
  return manifests('ClusterRole', rules, '')
}

function manifests(kind: 'Role' | 'ClusterRole', rules: string, namespace: string): string {
  const metadata = `metadata:\n  name: deployer${namespace}\n`
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
${metadata}rules:
${rules.trim().replace(/^/gm, '  ')}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}Binding
${metadata}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${kind}
  name: deployer
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: ci
`
}

/** A binding of that name, in a namespace or the whole cluster, which gives a ClusterRole to one subject. */
export function boundTo(subject: Subject, name: string, clusterRole: string, namespace?: string): string {
  const from = subject.kind === 'ServiceAccount' ? '' : 'apiGroup: rbac.authorization.k8s.io\n    '
  const of = subject.kind === 'ServiceAccount' ? `\n    namespace: ${subject.namespace}` : ''
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata:
  name: ${name}${namespace === undefined ? '' : `\n  namespace: ${namespace}`}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${clusterRole}
subjects:
  - kind: ${subject.kind}
    ${from}name: ${subject.name}${of}
`
}
