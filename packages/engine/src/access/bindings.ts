import { aggregatedRules } from './aggregate.ts'
import type { BindingObject, ClusterRoleObject, PolicyRule, RbacObjects, RoleObject, Subject, User } from './objects.ts'
import { type RuleList, ruleList } from './rule.ts'

/** A binding with the rules that it gives. */
export interface Binding {
  readonly kind: 'ClusterRoleBinding' | 'RoleBinding'
  readonly object: BindingObject
  readonly name: string
  /** Of a RoleBinding; empty for a ClusterRoleBinding. */
  readonly namespace: string
  readonly role: { readonly kind: string; readonly name: string }
  /** The role that it names; undefined when there is none of that name. */
  readonly target: RoleObject | ClusterRoleObject | undefined
  readonly list: RuleList
  readonly subjects: readonly Subject[]
  /** Why it gives nothing, in upstream's words; undefined when its role was found. */
  readonly problem: string | undefined
  /** Its place among those that are visited. */
  readonly order: number
}

/** A binding that applies to somebody through one of its subjects. */
export interface Application {
  readonly binding: Binding
  /** Index of the first subject that applies. */
  readonly subject: number
}

/** Bindings of one scope, found by whom they apply to. */
class Scope {
  readonly bindings: Binding[] = []
  readonly #byUser = new Map<string, Application[]>()
  readonly #byGroup = new Map<string, Application[]>()

  add(binding: Binding): void {
    this.bindings.push(binding)
    for (const [subject, { kind, name = '', namespace }] of binding.subjects.entries()) {
      const application = { binding, subject }
      if (kind === 'User') put(this.#byUser, name, application)
      else if (kind === 'Group') put(this.#byGroup, name, application)
      else if (kind === 'ServiceAccount') {
        const of = namespace || binding.namespace
        if (of !== '') put(this.#byUser, serviceAccountUser(of, name), application)
      }
    }
  }

  /** The lists of bindings that apply to a user, each in the order in which they are visited. */
  listsFor({ name = '', groups = [] }: User): (readonly Application[])[] {
    const lists: (readonly Application[])[] = []
    const own = this.#byUser.get(name)
    if (own) lists.push(own)
    for (const group of groups) {
      const shared = this.#byGroup.get(group)
      if (shared) lists.push(shared)
    }
    return lists
  }
}

/** The first subject of a binding counts; another subject of the same kind and name adds nothing. */
function put(index: Map<string, Application[]>, key: string, application: Application): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [application])
  else if (list.at(-1)?.binding !== application.binding) list.push(application)
}

/** The name of the user that a service account is. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`
}

/** The service account that a user of this name is, if any. */
export function accountOfUser(user: string): { readonly namespace: string; readonly name: string } | undefined {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? []
  return namespace !== undefined && name !== undefined ? { namespace, name } : undefined
}

/** A service account with the groups that it always has. */
export function userOfServiceAccount(namespace: string, name: string): Required<User> {
  return {
    name: serviceAccountUser(namespace, name),
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  }
}

/** Role-based access control, indexed. */
export class Rbac {
  readonly #lists = new Map<readonly PolicyRule[], RuleList>()
  readonly cluster = new Scope()
  readonly #namespaces = new Map<string, Scope>()
  readonly #resolve: (ref: RoleRef, namespace: string) => Resolved
  /** The rules of each ClusterRole, those of aggregates as their controller leaves them. */
  readonly clusterRoleRules: ReadonlyMap<ClusterRoleObject, readonly PolicyRule[]>
  readonly roles: readonly RoleObject[]

  constructor({ roles = [], clusterRoles = [], roleBindings = [], clusterRoleBindings = [] }: RbacObjects) {
    this.clusterRoleRules = aggregatedRules(clusterRoles)
    this.roles = roles
    const clusterRoleNamed = firstBy(clusterRoles, ({ metadata }) => metadata?.name ?? '')
    const roleNamed = firstBy(roles, ({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`)
    this.#resolve = ({ kind = '', name = '' }, namespace): Resolved => {
      if (kind === 'ClusterRole') {
        const target = clusterRoleNamed.get(name)
        return target
          ? { target, rules: this.clusterRoleRules.get(target) ?? [], problem: undefined }
          : missing('clusterrole', name)
      }
      if (kind !== 'Role') return { ...nothing, problem: `unsupported role reference kind: ${JSON.stringify(kind)}` }
      const target = roleNamed.get(`${namespace}/${name}`)
      return target ? { target, rules: target.rules ?? [], problem: undefined } : missing('role', name)
    }
    const make = (kind: Binding['kind'], object: BindingObject, namespace: string, order: number): Binding => ({
      kind,
      object,
      name: object.metadata?.name ?? '',
      namespace,
      role: { kind: object.roleRef?.kind ?? '', name: object.roleRef?.name ?? '' },
      ...this.#withList(this.#resolve(object.roleRef ?? {}, namespace)),
      subjects: object.subjects ?? [],
      order,
    })
    for (const [i, object] of clusterRoleBindings.entries()) this.cluster.add(make('ClusterRoleBinding', object, '', i))
    for (const [i, object] of roleBindings.entries()) {
      const namespace = object.metadata?.namespace ?? ''
      let scope = this.#namespaces.get(namespace)
      if (scope === undefined) this.#namespaces.set(namespace, (scope = new Scope()))
      scope.add(make('RoleBinding', object, namespace, clusterRoleBindings.length + i))
    }
  }

  /** Bindings of one role share its list. */
  #withList({ rules, ...rest }: Resolved): Omit<Resolved, 'rules'> & { readonly list: RuleList } {
    let list = this.#lists.get(rules)
    if (list === undefined) this.#lists.set(rules, (list = ruleList(rules)))
    return { ...rest, list }
  }

  /** The scopes that a request looks into: the cluster's, and its namespace's when it has one. */
  scopesFor(namespace: string | undefined): Scope[] {
    const own = namespace ? this.#namespaces.get(namespace) : undefined
    return own ? [this.cluster, own] : [this.cluster]
  }

  /** The rules of a role as a binding of a namespace would find it; undefined when there is none. */
  rulesOf(ref: RoleRef, namespace: string): RuleList | undefined {
    const { target, list } = this.#withList(this.#resolve(ref, namespace))
    return target && list
  }

  /** The scope of the cluster, and then those of all namespaces. */
  get scopes(): Scope[] {
    return [this.cluster, ...this.#namespaces.values()]
  }

  /** Every binding, those of the cluster first. */
  get bindings(): Binding[] {
    return this.scopes.flatMap(({ bindings }) => bindings)
  }
}

export type RoleRef = NonNullable<BindingObject['roleRef']>

interface Resolved extends Pick<Binding, 'target' | 'problem'> {
  readonly rules: readonly PolicyRule[]
}

const nothing: Pick<Resolved, 'target' | 'rules'> = { target: undefined, rules: [] }

function missing(kind: 'role' | 'clusterrole', name: string): Resolved {
  return { ...nothing, problem: `${kind}.rbac.authorization.k8s.io ${JSON.stringify(name)} not found` }
}

function firstBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const index = new Map<string, T>()
  for (const item of items) {
    const key = keyOf(item)
    if (!index.has(key)) index.set(key, item)
  }
  return index
}

const indexed = new WeakMap<RbacObjects, Rbac>()

/** The index of some objects, made once for each. Objects must not be changed after they were asked about. */
export function rbacOf(objects: RbacObjects | Rbac): Rbac {
  if (objects instanceof Rbac) return objects
  let rbac = indexed.get(objects)
  if (rbac === undefined) indexed.set(objects, (rbac = new Rbac(objects)))
  return rbac
}
