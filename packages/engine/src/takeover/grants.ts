import {
  type AccessQuery,
  type Binding,
  type ClusterAccess,
  type PolicyRule,
  ruleAllows,
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
  namespaceAdmin,
  scopeText,
  type Who,
} from './facts.ts'
import { type DeclaredRule, ruleCut, subjectCut } from './grant-cuts.ts'
import type { Graph } from './graph.ts'
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
  readonly keptRole: (binding: Binding) => string | undefined
  readonly warrantFor: WarrantFor | undefined
}

/**
 * Puts who may ask what into the graph: from identities through bindings to roles, from roles to the requests that
 * techniques ask about. A role that is bound in many places is looked at once.
 */
export class GrantGraph implements Grants {
  readonly #context: GrantContext
  readonly #atoms: readonly Atom[]
  readonly #roles = new Map<string, KnownRole>()
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
    const { bindings } = context.access.rbac
    for (const { list, subjects } of bindings)
      this.#holders.set(list.rules, (this.#holders.get(list.rules) ?? 0) + subjects.length)
    for (const binding of bindings) this.#addBinding(binding)
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
    const key = kind === 'Role' ? `Role ${scope}/${name}` : `ClusterRole ${name}`
    const known = this.#roles.get(key)
    return known && this.#expand(key, known, scope)
  }

  #addBinding(binding: Binding): void {
    const { graph, keptBinding, keptRole } = this.#context
    if (binding.problem !== undefined) return
    const scope = binding.kind === 'ClusterRoleBinding' ? everywhere : binding.namespace
    const { kind, name } = binding.role
    const key = kind === 'Role' ? `Role ${binding.namespace}/${name}` : `ClusterRole ${name}`
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
    for (const { atom, query, name, rule } of this.#hitsOf(rules)) {
      // Nothing of the cluster itself is reached through a RoleBinding, but the Namespace that it stands in.
      let about = name
      if (scope !== everywhere && !atom.namespaced) {
        if (atom.query.resource !== 'namespaces' || (name !== '' && name !== scope)) continue
        about = scope
      }
      const gives = atom.anywhere
        ? canFact(atom, everywhere, '')
        : canFact(atom, atom.namespaced ? scope : everywhere, about)
      for (const cut of this.#cutsOf(rule, query, rules, kept)) graph.add({ needs: [role], gives, cuts: [cut] })
      if (about !== '' && !atom.anywhere) this.#name(atom.namespaced ? scope : everywhere, about)
    }
    const all = rules.find(isEverything)
    if (all !== undefined) {
      const cut = this.#ruleCut(all, '*', '*', rules, kept)
      if (scope === everywhere)
        graph.add({
          needs: [role],
          gives: clusterAdmin,
          cuts: [cut],
          technique: rightsToEverything,
          tell: () => 'Do anything',
        })
      else
        graph.add({
          needs: [role],
          gives: namespaceAdmin(scope),
          cuts: [cut],
          technique: rightsToEverything,
          tell: () => `Do anything ${scopeText(scope)}`,
        })
    }
    return role
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
    const names = rule.resourceNames && rule.resourceNames.length > 0 ? new Set(rule.resourceNames) : undefined
    return this.#atoms.flatMap((atom): Hit[] =>
      queriesOf(atom, rule).flatMap((query) => {
        if (names === undefined) return ruleAllows(rule, query) ? [{ atom, query, name: '', rule }] : []
        return [...names]
          .filter((name) => (name !== '' || isNameless(query)) && ruleAllows(rule, { ...query, name }))
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

/** Requests that name no object; a rule that is restricted to the empty name allows them, and no other. */
function isNameless({ verb, subresource }: AccessQuery): boolean {
  return !subresource && ['create', 'list', 'watch', 'deletecollection'].includes(verb)
}

function canFact(atom: Atom, scope: string, name: string): Fact {
  return { kind: 'can', key: `can ${atom.key} ${scope} ${name}`, words: atom.key, scope }
}

/** Whom a subject stands for; undefined when for nobody. */
export function whoOf({ kind, name = '', namespace }: Subject, bindingNamespace: string): Who | undefined {
  if (kind === 'Group') return { kind, name }
  if (kind === 'User') {
    const [, ns, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? []
    return ns !== undefined && account !== undefined
      ? { kind: 'ServiceAccount', namespace: ns, name: account }
      : { kind, name }
  }
  const of = namespace || bindingNamespace
  return kind === 'ServiceAccount' && of !== '' ? { kind, namespace: of, name } : undefined
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
