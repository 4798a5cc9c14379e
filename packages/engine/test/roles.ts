/** Rules of a role, as YAML. */
export function rules(...each: readonly string[]): string {
  return `[${each.join(', ')}]`
}

export interface BoundOptions {
  /** A Role of this namespace; a ClusterRole for the whole cluster without. */
  readonly namespace?: string
  /** Whether a namespace binds a ClusterRole. */
  readonly clusterRole?: boolean
  readonly name?: string
  readonly user?: string
  readonly group?: string
  /** `namespace/name` of a service account. */
  readonly account?: string
}

/** A role with these rules, bound to a user, alice unless somebody else is named, as YAML documents. */
export function bound(text: string, options: BoundOptions = {}): string {
  const { namespace, clusterRole = namespace === undefined, name = 'r', user = 'alice', group, account } = options
  const kind = clusterRole ? 'ClusterRole' : 'Role'
  const where = namespace === undefined ? '' : `, namespace: ${namespace}`
  const [of = '', accountName = ''] = account?.split('/') ?? []
  const subject =
    account === undefined
      ? group === undefined
        ? `{ kind: User, name: ${user} }`
        : `{ kind: Group, name: '${group}' }`
      : `{ kind: ServiceAccount, namespace: ${of}, name: ${accountName} }`
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}${clusterRole ? '' : where} }
rules: ${text}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: { name: ${name === 'r' ? 'b' : `${name}-binding`}${where} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name} }
subjects: [${subject}]
---
`
}
