import { aggregatedRules, selectorsOf } from './aggregate.ts'
import { type Application, Applications, type Found } from './applications.ts'
import type {
  AccessRequest,
  BindingObject,
  ClusterRoleObject,
  Given,
  PolicyRule,
  RbacObjects,
  RoleObject,
  Subject,
  User,
} from './objects.ts'
import type { PreparedRequest } from './rule.ts'
import { RuleList } from './rule-list.ts'

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
  /** Its place among the bindings of its kind, as they were given. */
  readonly index: number
  /** The place of its role among those of its kind; -1 when there is none of that name. */
  readonly roleIndex: number
}

/** Bindings of one scope, found by whom they apply to. */
class Scope {
  readonly bindings: Binding[] = []
  readonly #byUser = new Map<string, Applications>()
  readonly #byGroup = new Map<string, Applications>()

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

  /** The bindings that apply to a user: those that name it, and those of each of its groups that one names. */
  listsFor(user: Given<User>): readonly Applications[] {
    const lists: Applications[] = []
    const own = this.#byUser.get(user?.name ?? '')
    if (own) lists.push(own)
    if (this.#byGroup.size === 0 || !Array.isArray(user?.groups)) return lists
    for (const group of user.groups) {
      const shared = this.#byGroup.get(group ?? '')
      if (shared) lists.push(shared)
    }
    return lists
  }

  /** The first binding that allows a user's request; of two subjects of it that apply, the first. */
  firstFor(user: Given<User>, request: PreparedRequest): Found | undefined {
    let first = this.#byUser.get(user?.name ?? '')?.firstFor(request)
    if (this.#byGroup.size === 0 || !Array.isArray(user?.groups)) return first
    for (const group of user.groups) {
      const found = this.#byGroup.get(group ?? '')?.firstFor(request)
      if (found && (first === undefined || isBefore(found, first))) first = found
    }
    return first
  }
}

function isBefore(a: Found, b: Found): boolean {
  return a.binding === b.binding ? a.subject < b.subject : a.binding.order < b.binding.order
}

function put(index: Map<string, Applications>, key: string, application: Application): void {
  let applications = index.get(key)
  if (applications === undefined) index.set(key, (applications = new Applications()))
  applications.add(application)
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
  /** Whether the role of some binding was not found. */
  readonly hasProblems: boolean
  readonly #clusterRoles: readonly ClusterRoleObject[]
  #written: Written | undefined

  constructor({ roles = [], clusterRoles = [], roleBindings = [], clusterRoleBindings = [] }: RbacObjects) {
    this.clusterRoleRules = aggregatedRules(clusterRoles)
    this.roles = roles
    this.#clusterRoles = clusterRoles
    const clusterRoleNamed = firstBy(clusterRoles, ({ metadata }) => metadata?.name ?? '')
    const roleNamed = firstBy(roles, ({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`)
    this.#resolve = ({ kind = '', name = '' }, namespace): Resolved => {
      if (kind === 'ClusterRole') {
        const roleIndex = clusterRoleNamed.get(name) ?? -1
        const target = clusterRoles[roleIndex]
        return target
          ? { target, roleIndex, rules: this.clusterRoleRules.get(target) ?? [], problem: undefined }
          : missing('clusterrole', name)
      }
      if (kind !== 'Role') return { ...nothing, problem: `unsupported role reference kind: ${JSON.stringify(kind)}` }
      const roleIndex = roleNamed.get(`${namespace}/${name}`) ?? -1
      const target = roles[roleIndex]
      return target ? { target, roleIndex, rules: target.rules ?? [], problem: undefined } : missing('role', name)
    }
    const make = (object: BindingObject, at: Pick<Binding, 'kind' | 'namespace' | 'order' | 'index'>): Binding => ({
      ...at,
      object,
      name: object.metadata?.name ?? '',
      role: { kind: object.roleRef?.kind ?? '', name: object.roleRef?.name ?? '' },
      ...this.#withList(this.#resolve(object.roleRef ?? {}, at.namespace)),
      subjects: object.subjects ?? [],
    })
    for (const [index, object] of clusterRoleBindings.entries())
      this.cluster.add(make(object, { kind: 'ClusterRoleBinding', namespace: '', order: index, index }))
    for (const [index, object] of roleBindings.entries()) {
      const namespace = object.metadata?.namespace ?? ''
      let scope = this.#namespaces.get(namespace)
      if (scope === undefined) this.#namespaces.set(namespace, (scope = new Scope()))
      scope.add(make(object, { kind: 'RoleBinding', namespace, order: clusterRoleBindings.length + index, index }))
    }
    this.hasProblems = this.bindings.some(({ problem }) => problem !== undefined)
  }

  /** Bindings of one role share its list. */
  #withList({ rules, ...rest }: Resolved): Omit<Resolved, 'rules'> & { readonly list: RuleList } {
    let list = this.#lists.get(rules)
    if (list === undefined) this.#lists.set(rules, (list = new RuleList(rules)))
    return { ...rest, list }
  }

  /** The scopes that a request looks into: the cluster's, and its namespace's when it has one. */
  scopesFor(namespace: string | null | undefined): Scope[] {
    const own = namespace ? this.#namespaces.get(namespace) : undefined
    return own ? [this.cluster, own] : [this.cluster]
  }

  /** The first binding that allows a request, those of the cluster before those of its namespace. */
  firstFor(request: Given<AccessRequest>, prepared: PreparedRequest): Found | undefined {
    const found = this.cluster.firstFor(request?.user, prepared)
    if (found || !request?.namespace) return found
    return this.#namespaces.get(request.namespace)?.firstFor(request.user, prepared)
  }

  /** The rules of a role as a binding of a namespace would find it; undefined when there is none. */
  rulesOf(ref: RoleRef, namespace: string): RuleList | undefined {
    const { target, list } = this.#withList(this.#resolve(ref, namespace))
    return target && list
  }

  /** Where among the ClusterRoles what aggregates give was written. */
  get written(): Written {
    return (this.#written ??= writtenIn(this.#clusterRoles))
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

/** Places among the ClusterRoles. */
export interface Written {
  readonly aggregates: readonly number[]
  /** Of each rule of a role that is no aggregate: the place of the role, and that of the rule in it. */
  readonly rules: ReadonlyMap<PolicyRule, readonly [role: number, rule: number]>
}

function writtenIn(roles: readonly ClusterRoleObject[]): Written {
  const aggregates: number[] = []
  const rules = new Map<PolicyRule, readonly [number, number]>()
  for (const [i, role] of roles.entries()) {
    if (selectorsOf(role).length > 0) aggregates.push(i)
    else for (const [j, rule] of (role.rules ?? []).entries()) rules.set(rule, [i, j])
  }
  return { aggregates, rules }
}

export type RoleRef = NonNullable<BindingObject['roleRef']>

interface Resolved extends Pick<Binding, 'target' | 'roleIndex' | 'problem'> {
  readonly rules: readonly PolicyRule[]
}

const nothing: Omit<Resolved, 'problem'> = { target: undefined, roleIndex: -1, rules: [] }

function missing(kind: 'role' | 'clusterrole', name: string): Resolved {
  return { ...nothing, problem: `${kind}.rbac.authorization.k8s.io ${JSON.stringify(name)} not found` }
}

/** The place of the first item of each key. */
function firstBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const places = new Map<string, number>()
  for (const [i, item] of items.entries()) {
    const key = keyOf(item)
    if (!places.has(key)) places.set(key, i)
  }
  return places
}
