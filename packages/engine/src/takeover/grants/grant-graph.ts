import type { Binding, PolicyRule } from '../../access/index.ts'
import type { Cluster } from '../../cluster/index.ts'
import {
  clusterAdmin,
  type CutPoint,
  everywhere,
  type Fact,
  type Graph,
  holdsRole,
  identity,
  inEach,
  namespaceAdmin,
  scopeText,
  takesRole,
  type Who,
} from '../graph/index.ts'
import type { Atom } from './atoms.ts'
import type { Constrained } from './constrained.ts'
import { type CutContext, subjectCut } from './grant-cuts.ts'
import { GrantedRequests } from './granted-requests.ts'
import type { GrantedBy, Grants } from './grants.ts'
import { declaredRoles, defaultRole, type KeptRole, type KnownRole } from './known-roles.ts'
import { ObjectNames } from './object-names.ts'
import { Requesters } from './requesters.ts'
import { rightsToEverything } from './rights-to-everything.ts'
import type { RoleRef } from './role-giving.ts'
import { RuleCuts } from './rule-cuts.ts'
import { type Hit, hitsOfRule, isEverything } from './rule-hits.ts'
import { roleKey, whoOf } from './who.ts'

export interface GrantContext extends CutContext {
  readonly graph: Graph
  readonly cluster: Cluster
  readonly namespaces: readonly string[]
  /** Who may make some requests as somebody else. */
  readonly constrained: readonly Constrained[]
  /** The requests that techniques ask about. */
  readonly atoms: readonly Atom[]
  /** Why a binding or role must stay, if so. */
  readonly keptBinding: (binding: Binding) => string | undefined
  readonly keptRole: KeptRole
  /** The roles that somebody may take, as far as it is known by now who may do what. */
  readonly rolesToTake: (grants: Grants) => readonly RoleRef[]
}

/**
 * Puts who may ask what into the graph: from identities through bindings to roles, from roles to the requests that
 * techniques ask about. A role that is bound in many places is looked at once.
 */
export class GrantGraph implements Grants {
  readonly #context: GrantContext
  readonly #atoms: readonly Atom[]
  readonly #roles = new Map<string, KnownRole>()
  readonly #objects: ReadonlyMap<string, KnownRole>
  readonly #granted = new GrantedRequests()
  /** Roles that hold everything where they hold, with the grant of it. */
  readonly #everything = new Map<string, CutPoint>()
  readonly #requesters: Requesters
  readonly #hits = new Map<readonly PolicyRule[], readonly Hit[]>()
  readonly #ruleCuts: RuleCuts
  readonly #expanded = new Set<string>()
  readonly #names = new ObjectNames()
  readonly #namesIn: (namespace: string) => readonly string[]
  readonly #asked = new Map<string, Fact | undefined>()

  constructor(context: GrantContext) {
    this.#context = context
    this.#atoms = [...new Map(context.atoms.map((atom) => [atom.key, atom])).values()]
    this.#ruleCuts = new RuleCuts(context)
    this.#objects = declaredRoles(context.access, context.keptRole)
    this.#requesters = new Requesters(context.graph, ({ key }) => this.#everything.get(key))
    for (const binding of context.access.rbac.bindings) this.#addBinding(binding)
    for (const { bindings } of context.constrained) for (const binding of bindings) this.#addBinding(binding)
    this.#takeRoles()
    this.#namesIn = this.#names.byNamespace(context.cluster, context.access)
  }

  keptBinding(binding: Binding): string | undefined {
    return this.#context.keptBinding(binding)
  }

  get namesEverywhere(): readonly string[] {
    return this.#names.everywhere
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
    const known = this.#roles.get(key) ?? this.#objects.get(key) ?? defaultRole(kind, name, this.#context.keptRole)
    if (known === undefined) return undefined
    this.#roles.set(key, known)
    const taken = takesRole(key, scope)
    if (this.#expanded.has(taken.key)) return taken
    this.#expanded.add(taken.key)
    this.#context.graph.add({ needs: [taken], gives: this.#expand(key, known, scope) })
    return taken
  }

  scopesOf(atoms: readonly Atom[]): readonly string[] {
    return this.#granted.scopesOf(atoms)
  }

  namesFor(atom: Atom, scope: string): readonly string[] {
    return this.#granted.namesFor(atom, scope)
  }

  isGranted(atom: Atom, scope: string, name: string): boolean {
    return this.#granted.isGranted(atom, scope, name)
  }

  isNamed(atom: Atom, scope: string, name: string): boolean {
    return this.#granted.isNamed(atom, scope, name)
  }

  together(requests: readonly Fact[]): Fact | undefined {
    return this.#requesters.together(requests)
  }

  by(who: Who, requests: readonly Fact[]): readonly Fact[] | undefined {
    return this.#requesters.by(who, requests)
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

  #addBinding(binding: Binding): void {
    const { graph, keptBinding, keptRole } = this.#context
    if (binding.problem !== undefined) return
    const scope = binding.kind === 'ClusterRoleBinding' ? everywhere : binding.namespace
    const { kind, name } = binding.role
    const key = roleKey(kind, name, binding.namespace)
    const known = this.#roles.get(key) ?? { title: key, rules: binding.list.rules, kept: keptRole(binding) }
    this.#roles.set(key, known)
    const kept = keptBinding(binding)
    const role = this.#expand(key, known, scope)
    binding.subjects.forEach((subject, i) => {
      const who = whoOf(subject, binding.namespace)
      if (who === undefined) return
      graph.add({ needs: [identity(who)], gives: role, cuts: [subjectCut(this.#context, binding, i, kept)] })
    })
  }

  /** What holding a role in a scope lets one do. */
  #expand(key: string, known: KnownRole, scope: string): Fact {
    const { graph } = this.#context
    const { rules } = known
    const role = holdsRole(key, scope)
    if (this.#expanded.has(role.key)) return role
    this.#expanded.add(role.key)
    const all = rules.find(isEverything)
    const everything = all && this.#ruleCuts.pair(all, '*', '*', known)
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
      const cuts = this.#ruleCuts.of(rule, query, known)
      for (const cut of cuts) graph.add({ needs: [role], gives, cuts: [cut] })
      if (atom.anywhere) continue
      if (about !== '') this.#names.add(place, about)
      this.#granted.add(atom, place, cuts.every((cut) => cut === everything) ? undefined : about)
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

  #hitsOf(rules: readonly PolicyRule[]): readonly Hit[] {
    let hits = this.#hits.get(rules)
    if (hits === undefined) this.#hits.set(rules, (hits = rules.flatMap((rule) => hitsOfRule(rule, this.#atoms))))
    return hits
  }
}

function canFact(atom: Atom, scope: string, name: string): Fact {
  return { kind: 'can', key: `can ${atom.key} ${scope} ${name}`, words: atom.key, scope }
}
