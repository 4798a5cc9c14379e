import {
  type AccessQuery,
  accountOfUser,
  type Binding,
  bootstrapClusterRole,
  type ClusterAccess,
  isNameless,
  namesAllowed,
  type PolicyRule,
  type RoleObject,
  type Subject,
} from '../access/index.ts'
import { type Cluster, effectiveNamespace, isClusterScoped, type Resource } from '../cluster/index.ts'
import { type Atom, queriesOf } from './atoms.ts'
import { rightsToEverything } from './builtin-techniques.ts'
import type { CutPoint, CutPoints } from './cut-point.ts'
import {
  clusterAdmin,
  everywhere,
  type Fact,
  holdsRole,
  identity,
  inEach,
  namespaceAdmin,
  scopeText,
  takesRole,
  type Who,
} from './facts.ts'
import { type DeclaredRule, ruleCut, subjectCut } from './grant-cuts.ts'
import type { Graph } from './graph.ts'
import { Requesters } from './requesters.ts'
import type { RoleRef } from './role-giving.ts'
import type { GrantedBy, Grants, WarrantFor } from './world.ts'

/** A request that a rule allows: about any object, or about one. */
interface Hit {
  readonly atom: Atom
  readonly query: AccessQuery
  /** Empty for any object. */
  readonly name: string
  readonly rule: PolicyRule
}

interface KnownRole {
  readonly rules: readonly PolicyRule[]
  /** Why it must stay as it is, if so. */
  readonly kept: string | undefined
}

export interface GrantContext {
  readonly graph: Graph
  readonly cuts: CutPoints
  readonly access: ClusterAccess
  readonly cluster: Cluster
  readonly namespaces: readonly string[]
  /** The requests that techniques ask about. */
  readonly atoms: readonly Atom[]
  /** Why a binding or role must stay, if so. */
  readonly keptBinding: (binding: Binding) => string | undefined
  readonly warrantFor: WarrantFor | undefined
  readonly keptRole: (role: RoleOfBinding) => string | undefined
  /** The roles that somebody may take, as far as it is known by now who may do what. */
  readonly rolesToTake: (grants: Grants) => readonly RoleRef[]
}

type RoleOfBinding = Pick<Binding, 'target' | 'role'> & { readonly list: Pick<Binding['list'], 'rules'> }

/**
 * Puts who may ask what into the graph: from identities through bindings to roles, from roles to the requests that
 * techniques ask about. A role that is bound in many places is looked at once.
 */
export class GrantGraph implements Grants {
  readonly #context: GrantContext
  readonly #atoms: readonly Atom[]
  readonly #roles = new Map<string, KnownRole>()
  readonly #objects: ReadonlyMap<string, KnownRole>
  /** Where each request is granted, and for which names; an empty name stands for any, none for a rule about everything. */
  readonly #granted = new Map<string, Map<string, Set<string>>>()
  /** Roles that hold everything where they hold, with the grant of it. */
  readonly #everything = new Map<string, CutPoint>()
  readonly #requesters: Requesters
  readonly #hits = new Map<readonly PolicyRule[], readonly Hit[]>()
  readonly #declared: ReadonlyMap<PolicyRule, Pick<DeclaredRule, 'resource' | 'index' | 'rule'>>
  readonly #titles = new Map<readonly PolicyRule[], string>()
  readonly #holders = new Map<readonly PolicyRule[], number>()
  readonly #expanded = new Set<string>()
  /** Names of requests that are allowed for single objects, by scope. */
  readonly #names = new Map<string, Set<string>>()
  readonly #namesIn: (namespace: string) => readonly string[]
  readonly #asked = new Map<string, Fact | undefined>()

  constructor(context: GrantContext) {
    this.#context = context
    this.#atoms = [...new Map(context.atoms.map((atom) => [atom.key, atom])).values()]
    this.#declared = declaredRules(context.access)
    this.#objects = rolesOf(context)
    this.#requesters = new Requesters(context.graph, ({ key }) => this.#everything.get(key))
    const { bindings } = context.access.rbac
    for (const { list, subjects } of bindings)
      this.#holders.set(list.rules, (this.#holders.get(list.rules) ?? 0) + subjects.length)
    for (const binding of bindings) this.#addBinding(binding)
    this.#takeRoles()
    this.#namesIn = this.#indexNames()
  }

  keptBinding(binding: Binding): string | undefined {
    return this.#context.keptBinding(binding)
  }

  get namesEverywhere(): readonly string[] {
    return [...(this.#names.get(everywhere) ?? [])]
  }

  namesIn(namespace: string): readonly string[] {
    return this.#namesIn(namespace)
  }

  can(atoms: readonly Atom[], scope: string, name = '', by: GrantedBy = 'any'): Fact | undefined {
    const key = `${atoms.map((atom) => atom.key).join(',')} ${scope} ${name}${by === 'any' ? '' : ` by ${by}`}`
    if (this.#asked.has(key)) return this.#asked.get(key)
    const { graph } = this.#context
    const ways = atoms.flatMap((atom) => {
      const scopes = by === 'here' || scope === everywhere ? [scope] : [scope, everywhere]
      const names = name === '' ? [''] : by === 'name' ? [name] : ['', name]
      return scopes
        .flatMap((where) => names.map((each) => canFact(atom, where, each)))
        .filter((fact) => graph.isGiven(fact))
    })
    let fact: Fact | undefined
    if (ways.length === 1) fact = ways[0]
    else if (ways.length > 1) {
      const words = [...new Set(atoms.map((atom) => atom.key))].join(', ')
      fact = { kind: 'can', key: `any of ${key}`, words, scope }
      for (const way of new Map(ways.map((each) => [each.key, each])).values()) graph.add({ needs: [way], gives: fact })
    }
    this.#asked.set(key, fact)
    return fact
  }

  role(kind: 'Role' | 'ClusterRole', name: string, scope: string): Fact | undefined {
    const key = roleKey(kind, name, scope)
    const known = this.#roles.get(key) ?? this.#objects.get(key) ?? this.#defaultRole(kind, name)
    if (known === undefined) return undefined
    this.#roles.set(key, known)
    const taken = takesRole(key, scope)
    if (this.#expanded.has(taken.key)) return taken
    this.#expanded.add(taken.key)
    this.#context.graph.add({ needs: [taken], gives: this.#expand(key, known, scope) })
    return taken
  }

  scopesOf(atoms: readonly Atom[]): readonly string[] {
    return [...new Set(atoms.flatMap(({ key }) => [...(this.#granted.get(key)?.keys() ?? [])]))]
  }

  namesFor(atom: Atom, scope: string): readonly string[] {
    return [...(this.#granted.get(atom.key)?.get(scope) ?? [])].filter((name) => name !== '')
  }

  isGranted({ key }: Atom, scope: string, name: string): boolean {
    const scopes = this.#granted.get(key)
    return [scopes?.get(scope), scopes?.get(everywhere)].some((names) => names?.has('') || names?.has(name))
  }

  isNamed({ key }: Atom, scope: string, name: string): boolean {
    const scopes = this.#granted.get(key)
    return name !== '' && [scope, everywhere].some((each) => scopes?.get(each)?.has(name))
  }

  together(requests: readonly Fact[]): Fact | undefined {
    return this.#requesters.together(requests)
  }

  holders(request: Fact): readonly Who[] {
    return this.#requesters.holders(request)
  }

  /** What roles allow that somebody may take is put into the graph before techniques look into it. */
  #takeRoles(): void {
    const taken = new Set<string>()
    for (let more = true; more; ) {
      more = false
      for (const { kind, name, scope } of this.#context.rolesToTake(this)) {
        const key = `${roleKey(kind, name, scope)} ${scope}`
        if (taken.has(key)) continue
        taken.add(key)
        more = this.role(kind, name, scope) !== undefined || more
      }
    }
  }

  /** A ClusterRole that every API server makes, where the input holds none of the name. */
  #defaultRole(kind: string, name: string): KnownRole | undefined {
    const target = kind === 'ClusterRole' ? bootstrapClusterRole(name) : undefined
    const rules = target?.rules ?? []
    return target && { rules, kept: this.#context.keptRole({ target, role: { kind, name }, list: { rules } }) }
  }

  #addBinding(binding: Binding): void {
    const { graph, keptBinding, keptRole } = this.#context
    if (binding.problem !== undefined) return
    const scope = binding.kind === 'ClusterRoleBinding' ? everywhere : binding.namespace
    const { kind, name } = binding.role
    const key = roleKey(kind, name, binding.namespace)
    const known = this.#roles.get(key) ?? { rules: binding.list.rules, kept: keptRole(binding) }
    this.#roles.set(key, known)
    this.#titles.set(known.rules, key)
    const kept = keptBinding(binding)
    const role = this.#expand(key, known, scope)
    binding.subjects.forEach((subject, i) => {
      const who = whoOf(subject, binding.namespace)
      if (who === undefined) return
      graph.add({ needs: [identity(who)], gives: role, cuts: [subjectCut(this.#context, binding, i, kept)] })
    })
  }

  /** What holding a role in a scope lets one do. */
  #expand(key: string, { rules, kept }: KnownRole, scope: string): Fact {
    const { graph } = this.#context
    const role = holdsRole(key, scope)
    if (this.#expanded.has(role.key)) return role
    this.#expanded.add(role.key)
    const all = rules.find(isEverything)
    const everything = all && this.#ruleCut(all, '*', '*', rules, kept)
    if (everything !== undefined) this.#everything.set(role.key, everything)
    // A binding in each namespace gives there what one in all of them gives, but nothing of the cluster itself.
    const where = scope === inEach ? everywhere : scope
    for (const { atom, query, name, rule } of this.#hitsOf(rules)) {
      // Nothing of the cluster itself is reached through a RoleBinding, but the Namespace that it stands in.
      let about = name
      if (scope !== everywhere && !atom.namespaced) {
        if (atom.query.resource !== 'namespaces') continue
        if (scope !== inEach && name !== '' && name !== scope) continue
        about = scope === inEach ? name : scope
      }
      const place = atom.namespaced ? where : everywhere
      const gives = atom.anywhere ? canFact(atom, everywhere, '') : canFact(atom, place, about)
      const cuts = this.#cutsOf(rule, query, rules, kept)
      for (const cut of cuts) graph.add({ needs: [role], gives, cuts: [cut] })
      if (atom.anywhere) continue
      if (about !== '') this.#name(place, about)
      this.#grant(atom, place, cuts.every((cut) => cut === everything) ? undefined : about)
    }
    if (everything !== undefined) {
      const does = (gives: Fact, words: string) =>
        graph.add({ needs: [role], gives, cuts: [everything], technique: rightsToEverything, tell: () => words })
      if (scope === everywhere) does(clusterAdmin, 'Do anything')
      else
        for (const namespace of scope === inEach ? this.#context.namespaces : [scope])
          does(namespaceAdmin(namespace), `Do anything ${scopeText(scope)}`)
    }
    return role
  }

  #grant({ key }: Atom, scope: string, name: string | undefined): void {
    let scopes = this.#granted.get(key)
    if (scopes === undefined) this.#granted.set(key, (scopes = new Map()))
    let names = scopes.get(scope)
    if (names === undefined) scopes.set(scope, (names = new Set()))
    if (name !== undefined) names.add(name)
  }

  #name(scope: string, name: string): void {
    const names = this.#names.get(scope)
    if (names) names.add(name)
    else this.#names.set(scope, new Set([name]))
  }

  #hitsOf(rules: readonly PolicyRule[]): readonly Hit[] {
    let hits = this.#hits.get(rules)
    if (hits === undefined) this.#hits.set(rules, (hits = rules.flatMap((rule) => this.#hitsOfRule(rule))))
    return hits
  }

  #hitsOfRule(rule: PolicyRule): Hit[] {
    return this.#atoms.flatMap((atom): Hit[] =>
      queriesOf(atom, rule).flatMap((query) => {
        const names = namesAllowed(rule, query)
        if (names === undefined) return [{ atom, query, name: '', rule }]
        return [...new Set(names)]
          .filter((name) => name !== '' || isNameless(query))
          .map((name) => ({ atom, query, name, rule }))
      }),
    )
  }

  /** The pairs of a verb and a resource by which a rule allows a request, as they are written there. */
  #cutsOf(rule: PolicyRule, query: AccessQuery, rules: readonly PolicyRule[], kept: string | undefined): CutPoint[] {
    const { verb, resource = '', subresource } = query
    const forms = subresource ? ['*', `${resource}/${subresource}`, `*/${subresource}`] : ['*', resource]
    const written = (list: readonly string[] | null | undefined, wanted: readonly string[]) =>
      [...new Set(wanted)].filter((each) => list?.includes(each))
    return written(rule.verbs, ['*', verb]).flatMap((each) =>
      written(rule.resources, forms).map((form) => this.#ruleCut(rule, each, form, rules, kept)),
    )
  }

  #ruleCut(
    rule: PolicyRule,
    verb: string,
    resource: string,
    rules: readonly PolicyRule[],
    kept: string | undefined,
  ): CutPoint {
    const place = this.#declared.get(rule) ?? { resource: undefined, index: rules.indexOf(rule), rule }
    const holders = this.#holders.get(rules) ?? 1
    const role = this.#titles.get(rules) ?? 'a role'
    return ruleCut(this.#context, { ...place, role, holders, kept }, verb, resource)
  }

  /** Names in roles for one namespace count there; those in roles for all, where something bears them. */
  #indexNames(): (namespace: string) => readonly string[] {
    const everywhereNamed = this.#names.get(everywhere) ?? new Set()
    const found = new Map<string, Set<string>>()
    for (const [scope, names] of this.#names) if (scope !== everywhere) found.set(scope, new Set(names))
    const bears = (namespace: string, name: string) => {
      if (!everywhereNamed.has(name)) return
      const names = found.get(namespace)
      if (names) names.add(name)
      else found.set(namespace, new Set([name]))
    }
    if (everywhereNamed.size > 0) {
      for (const resource of this.#context.cluster.resources)
        if (!isClusterScoped(resource)) bears(effectiveNamespace(resource), resource.name)
      for (const { subjects, namespace } of this.#context.access.rbac.bindings) {
        for (const subject of subjects) {
          const who = whoOf(subject, namespace)
          if (who?.kind === 'ServiceAccount') bears(who.namespace, who.name)
        }
      }
    }
    return (namespace) => [...(found.get(namespace) ?? [])]
  }
}

function canFact(atom: Atom, scope: string, name: string): Fact {
  return { kind: 'can', key: `can ${atom.key} ${scope} ${name}`, words: atom.key, scope }
}

/** Whom a subject stands for; undefined when for nobody. */
export function whoOf({ kind, name = '', namespace }: Subject, bindingNamespace: string): Who | undefined {
  if (kind === 'Group') return { kind, name }
  if (kind === 'User') {
    const account = accountOfUser(name)
    return account ? { kind: 'ServiceAccount', ...account } : { kind, name }
  }
  const of = namespace || bindingNamespace
  return kind === 'ServiceAccount' && of !== '' ? { kind, namespace: of, name } : undefined
}

/** A role as facts call it. */
export function roleKey(kind: string, name: string, namespace: string): string {
  return kind === 'Role' ? `Role ${namespace}/${name}` : `ClusterRole ${name}`
}

/** Every role that is declared, bound or not. */
function rolesOf({ access, keptRole }: GrantContext): Map<string, KnownRole> {
  const known = new Map<string, KnownRole>()
  const add = (kind: 'Role' | 'ClusterRole', target: RoleObject, rules: readonly PolicyRule[]) => {
    const { name = '', namespace = '' } = target.metadata ?? {}
    const key = roleKey(kind, name, namespace)
    if (!known.has(key)) known.set(key, { rules, kept: keptRole({ target, role: { kind, name }, list: { rules } }) })
  }
  for (const [role, rules] of access.rbac.clusterRoleRules) add('ClusterRole', role, rules)
  for (const role of access.rbac.roles) add('Role', role, role.rules ?? [])
  return known
}

function isEverything({ verbs, apiGroups, resources, resourceNames }: PolicyRule): boolean {
  const any = (list: readonly string[] | null | undefined) => list?.includes('*') === true
  return any(verbs) && any(apiGroups) && any(resources) && !(resourceNames && resourceNames.length > 0)
}

/** Where each rule is written: the rules of an aggregate are those of other roles. */
function declaredRules(
  access: ClusterAccess,
): Map<PolicyRule, { readonly resource: Resource; readonly index: number; readonly rule: PolicyRule }> {
  const places = new Map<
    PolicyRule,
    { readonly resource: Resource; readonly index: number; readonly rule: PolicyRule }
  >()
  for (const role of access.roleObjects) {
    const resource = access.resourceOf(role)
    if (resource === undefined) continue
    for (const [index, rule] of (role.rules ?? []).entries()) places.set(rule, { resource, index, rule })
  }
  return places
}
