import { perCluster } from '../cluster/index.ts'
import { type Allowance, allowancesIn, type Ask } from './asks.ts'
import { type Binding, type Rbac, userOfServiceAccount } from './bindings.ts'
import { isBuiltIn, isBuiltInRole } from './built-in.ts'
import { covers } from './covers.ts'
import { accessOf } from './from-cluster.ts'
import type { ClusterRoleObject, PolicyRule, RoleObject, Subject, User } from './objects.ts'
import { type RuleList, ruleList } from './rule.ts'
import { isSomebody } from './who-can.ts'

/** Something that somebody has by one binding. */
export interface HeldByBinding {
  readonly binding: Binding
  /** Those whom the binding gives it; there is at least one. */
  readonly subjects: readonly Subject[]
  readonly allowances: readonly Allowance[]
}

/** Something that a role would give to whoever is bound to it, and nobody is. */
export interface HeldByRole {
  readonly role: RoleObject
  /** Of a Role; undefined for a ClusterRole. */
  readonly namespace: string | undefined
  readonly list: RuleList
  readonly allowances: readonly Allowance[]
}

/** A rule as it was declared, which for an aggregated role is in another one. */
export interface DeclaredRule {
  readonly role: RoleObject
  readonly kind: 'Role' | 'ClusterRole'
  readonly index: number
}

/** Who is given what, found by what is given. */
export class Holders {
  readonly #rbac: Rbac
  readonly #bindings = new Map<RuleList, Binding[]>()
  readonly #roles = new Map<RuleList, Pick<HeldByRole, 'role' | 'namespace'>>()
  readonly #byResource = new Map<string, RuleList[]>()
  #declared: ReadonlyMap<PolicyRule, DeclaredRule> | undefined

  constructor(rbac: Rbac) {
    this.#rbac = rbac
    const held = new Set<PolicyRule>()
    for (const binding of rbac.bindings) {
      if (!binding.subjects.some(isSomebody(binding))) continue
      const { list } = binding
      for (const rule of list.rules) held.add(rule)
      if (list.rules.length === 0 || isBuiltIn(binding) || givesEverything(list)) continue
      const others = this.#bindings.get(list)
      if (others) others.push(binding)
      else {
        this.#bindings.set(list, [binding])
        this.#index(list)
      }
    }
    const add = (role: RoleObject, namespace: string | undefined) => {
      const rules = role.rules ?? []
      if (rules.length === 0 || isBuiltInRole(role) || rules.some((rule) => held.has(rule))) return
      const list = ruleList(rules)
      if (givesEverything(list)) return
      this.#roles.set(list, { role, namespace })
      this.#index(list)
    }
    for (const role of rbac.roles) add(role, role.metadata?.namespace ?? '')
    for (const role of rbac.clusterRoleRules.keys()) if (!isAggregate(role)) add(role, undefined)
  }

  #index(list: RuleList): void {
    for (const resource of new Set(list.rules.flatMap(({ resources }) => resources ?? []))) {
      const others = this.#byResource.get(resource)
      if (others) others.push(list)
      else this.#byResource.set(resource, [list])
    }
  }

  /** Whether nobody is given anything that this knows of. */
  get isEmpty(): boolean {
    return this.#byResource.size === 0
  }

  /**
   * The bindings by which somebody may do what is asked, leaving out those that Kubernetes itself made, those that give
   * everything there is, and members of system:masters, who need none.
   */
  bindings(ask: Ask): HeldByBinding[] {
    return this.#allowing(ask).flatMap(({ list, allowances }) =>
      (this.#bindings.get(list) ?? [])
        .filter(({ kind, namespace }) => kind === 'ClusterRoleBinding' || reaches(ask, namespace))
        .map((binding) => ({ binding, allowances, subjects: binding.subjects.filter(isHeldBack(binding)) }))
        .filter(({ subjects }) => subjects.length > 0),
    )
  }

  /** The roles that give what is asked and that no binding gives to anybody, leaving out those that give everything. */
  roles(ask: Ask): HeldByRole[] {
    return this.#allowing(ask).flatMap(({ list, allowances }) => {
      const found = this.#roles.get(list)
      if (!found || (found.namespace !== undefined && !reaches(ask, found.namespace))) return []
      return [{ ...found, list, allowances }]
    })
  }

  #allowing(ask: Ask): { readonly list: RuleList; readonly allowances: readonly Allowance[] }[] {
    const patterns = new Set(ask.resources.flatMap(patternsFor))
    const lists = new Set([...patterns].flatMap((pattern) => this.#byResource.get(pattern) ?? []))
    return [...lists]
      .map((list) => ({ list, allowances: allowancesIn(list, ask) }))
      .filter(({ allowances }) => allowances.length > 0)
  }

  /** The first binding by which a user may do what is asked: in the whole cluster, or in a namespace where one is given. */
  first(user: User, namespace: string | undefined, ask: Ask): HeldByBinding | undefined {
    const scopes = ask.anyNamespace
      ? this.#rbac.scopes
      : this.#rbac.scopesFor(reaches(ask, namespace) ? namespace : undefined)
    for (const { binding, subject } of scopes.flatMap((scope) => scope.listsFor(user).flat())) {
      const allowances = allowancesIn(binding.list, ask)
      if (allowances.length > 0) return { binding, allowances, subjects: [binding.subjects[subject] ?? {}] }
    }
    return undefined
  }

  /** Where a rule of a binding's list was declared. */
  declared(rule: PolicyRule): DeclaredRule | undefined {
    this.#declared ??= new Map(
      [
        ...this.#rbac.roles.map((role) => ({ role, kind: 'Role' as const })),
        ...[...this.#rbac.clusterRoleRules.keys()].map((role) => ({ role, kind: 'ClusterRole' as const })),
      ].flatMap(({ role, kind }) => (role.rules ?? []).map((each, index) => [each, { role, kind, index }] as const)),
    )
    return this.#declared.get(rule)
  }
}

/** Who is given what in a cluster, indexed once. */
export const holdersOf = perCluster((cluster) => new Holders(accessOf(cluster).rbac))

/** Whether what is given in a namespace may be enough for an ask. */
function reaches(ask: Ask, namespace: string | undefined): boolean {
  return !ask.clusterOnly && (ask.namespace === undefined || ask.namespace === namespace)
}

/** The words by which rules mean a resource. */
function patternsFor(resource: string): string[] {
  const slash = resource.indexOf('/')
  return slash === -1 ? ['*', resource] : ['*', resource, `*${resource.slice(slash)}`]
}

function isHeldBack(binding: Binding): (subject: Subject) => boolean {
  const somebody = isSomebody(binding)
  return (subject) => somebody(subject) && !(subject.kind === 'Group' && subject.name === 'system:masters')
}

function isAggregate({ aggregationRule }: ClusterRoleObject): boolean {
  return (aggregationRule?.clusterRoleSelectors ?? []).length > 0
}

const everything: PolicyRule = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }
const judged = new WeakMap<RuleList, boolean>()

/** Whether rules allow every verb on every resource. */
export function givesEverything(list: RuleList): boolean {
  let gives = judged.get(list)
  if (gives === undefined) judged.set(list, (gives = covers(list.rules, [everything]).covered))
  return gives
}

/** The user, with the groups that are certain, whom a subject of a binding stands for; of a group, any member. */
export function userOfSubject({ kind, name = '', namespace }: Subject, binding: Binding): Required<User> {
  if (kind === 'ServiceAccount') return userOfServiceAccount(namespace || binding.namespace, name)
  if (kind === 'Group') return { name: '', groups: name === anybody ? [anybody] : [name, signedIn] }
  const [, account, of] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? []
  if (account !== undefined && of !== undefined) return userOfServiceAccount(account, of)
  return { name, groups: name === 'system:anonymous' ? [anybody] : [signedIn] }
}

const anybody = 'system:unauthenticated'
const signedIn = 'system:authenticated'
