/**
 * A rule of a role in flow style, about resources of one group: `rule('create', 'pods/exec')`,
 * `rule('patch', 'deployments.apps', { names: 'web' })`. Lists are separated by spaces.
 */
export function rule(verbs: string, resources: string, { group, names }: RuleOptions = {}): string {
  const parts = resources.split(' ').map(partsOf)
  const only = names === undefined ? '' : `, resourceNames: ${list(names.split(' '))}`
  const groups = group === undefined ? [parts[0]?.group ?? ''] : group.split(' ')
  return `{ apiGroups: ${list(groups)}, resources: ${list(parts.map(({ resource }) => resource))}, verbs: ${list(verbs.split(' '))}${only} }`
}

interface RuleOptions {
  /** Unless it stands in the resource. */
  readonly group?: string
  readonly names?: string
}

function partsOf(text: string): { readonly resource: string; readonly group: string } {
  const [, plural = text, group = '', subresource = ''] = /^([^./]+)(?:\.([^/]+))?(\/.*)?$/.exec(text) ?? []
  return { resource: `${plural}${subresource}`, group }
}

function list(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join()}]`
}

export interface BoundOptions {
  /** A Role of this namespace; a ClusterRole for the whole cluster without. */
  readonly namespace?: string | undefined
  /** Whether a namespace binds a ClusterRole. */
  readonly clusterRole?: boolean
  readonly name?: string
  /** The name of the binding. */
  readonly binding?: string
  readonly user?: string
  readonly group?: string
  /** `namespace/name` of a service account. */
  readonly account?: string
}

/** A role with these rules, bound to a user, alice unless somebody else is named. */
export function bound(rules: readonly string[], options: BoundOptions = {}): string {
  const { namespace, clusterRole = namespace === undefined, name = 'r' } = options
  const kind = clusterRole ? 'ClusterRole' : 'Role'
  return documents(
    `apiVersion: ${api}/v1
kind: ${kind}
metadata: { name: ${name}${clusterRole ? '' : `, namespace: ${namespace}`} }
rules: [${rules.join(', ')}]
`,
    bindingOf(kind, name, options),
  )
}

function bindingOf(kind: string, role: string, options: BoundOptions): string {
  const { namespace, binding = role === 'r' ? 'b' : `${role}-binding`, user = 'alice', group, account } = options
  const [of = '', accountName = ''] = account?.split('/') ?? []
  const subject =
    account !== undefined
      ? `{ kind: ServiceAccount, namespace: ${of}, name: ${accountName} }`
      : group !== undefined
        ? `{ kind: Group, name: '${group}' }`
        : `{ kind: User, name: ${user} }`
  return `apiVersion: ${api}/v1
kind: ${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: { name: ${binding}${namespace === undefined ? '' : `, namespace: ${namespace}`} }
roleRef: { apiGroup: ${api}, kind: ${kind}, name: ${role} }
subjects: [${subject}]
`
}

const api = 'rbac.authorization.k8s.io'

/** Alice may do this in the whole cluster. */
export function may(verbs: string, resources: string, options?: RuleOptions): string {
  return bound([rule(verbs, resources, options)])
}

/** Alice may do this in one namespace. */
export function mayIn(namespace: string, verbs: string, resources: string, options?: RuleOptions): string {
  return bound([rule(verbs, resources, options)], { namespace })
}

/** A Role with rules, bound to alice in its namespace. */
export function grantedIn(namespace: string, ...rules: readonly string[]): string {
  return bound(rules, { namespace })
}

/** A ClusterRole with rules, bound to alice for the whole cluster; its names stand beside those of `grantedIn`. */
export function grantedEverywhere(...rules: readonly string[]): string {
  return bound(rules, { name: 'wide', binding: 'wide' })
}

/** A binding of a ClusterRole that is there already to alice in a namespace. */
export function boundIn(namespace: string, clusterRole: string): string {
  return bindingOf('ClusterRole', clusterRole, { namespace, binding: `of-${clusterRole}` })
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

/** Documents one after the other, ready for more. */
export function documents(...texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('---\n') ? text : `${text}---\n`)).join('')
}

/** A part of what an API server makes, which stands for a whole cluster. */
export const ofApiServer = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: 'system:basic-user', labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: []
`
