import { type CutPoint, type Fact, type Graph, identity, type Who, whoKey } from '../graph/index.ts'
import { groupsOf } from './who.ts'

/** Somebody, or a taken role, by which a request is allowed. */
interface Holding {
  /** Undefined for a role that may be given to anybody. */
  readonly who: Who | undefined
  readonly from: Fact
  readonly cuts: readonly CutPoint[]
}

/**
 * Who makes a request, looked up in the graph. The API server asks about some requests while it serves others, such as
 * about `bind` while a binding is written, and both are asked about the same user: what two tokens allow does not add up.
 */
export class Requesters {
  readonly #graph: Graph
  readonly #holdings = new Map<string, readonly Holding[]>()
  readonly #made = new Set<string>()
  readonly #grantOfAll: (role: Fact) => CutPoint | undefined

  /** What stands on the grant of everything, which some roles have, is left out: whoever has that needs nothing else. */
  constructor(graph: Graph, grantOfAll: (role: Fact) => CutPoint | undefined) {
    this.#graph = graph
    this.#grantOfAll = grantOfAll
  }

  /** Whom bindings let make a request. */
  holders(request: Fact): Who[] {
    return distinctPeople(this.#holdingsOf(request).flatMap(({ who }) => who ?? []))
  }

  /** The fact that one and the same may make all of some requests; undefined when nobody may. */
  together(requests: readonly Fact[]): Fact | undefined {
    const distinct = [...new Map(requests.map((request) => [request.key, request])).values()]
    const [first] = distinct
    if (first !== undefined && distinct.length === 1) return first
    const words = distinct.map((each) => (each.kind === 'can' ? each.words : '')).join(' and ')
    const both: Fact = { kind: 'can', key: `one ${distinct.map(({ key }) => key).join(' + ')}`, words, scope: '' }
    if (!this.#made.has(both.key)) {
      this.#made.add(both.key)
      this.#byPeople(distinct, both)
      this.#byTakenRoles(distinct, both)
    }
    return this.#graph.isGiven(both) ? both : undefined
  }

  /** The facts that somebody makes each of some requests; undefined when one of them it may not. */
  by(who: Who, requests: readonly Fact[]): Fact[] | undefined {
    const keys = new Set([who, ...groupsOf(who)].map(whoKey))
    const held = requests.map((request) =>
      this.#holdingsOf(request).filter(({ who: each }) => each === undefined || keys.has(whoKey(each))),
    )
    if (held.some((holdings) => holdings.length === 0)) return undefined
    return held.map((holdings, i) =>
      this.#may(`${whoKey(who)} itself ${requests[i]?.key}`, holdings, ({ who: each, from }) =>
        each === undefined ? [from, identity(who)] : [identity(who)],
      ),
    )
  }

  #byPeople(requests: readonly Fact[], both: Fact): void {
    const byWho = requests.map((request) =>
      Map.groupBy(
        this.#holdingsOf(request).filter(({ who }) => who !== undefined),
        ({ who }) => (who ? whoKey(who) : ''),
      ),
    )
    for (const who of distinctPeople(requests.flatMap((request) => this.holders(request)))) {
      const keys = [who, ...groupsOf(who)].map(whoKey)
      const own = byWho.map((held) => keys.flatMap((key) => held.get(key) ?? []))
      if (own.some((held) => held.length === 0)) continue
      const needs = own.map((held, i) => this.#may(`${whoKey(who)} ${requests[i]?.key}`, held, () => [identity(who)]))
      this.#graph.add({ needs, gives: both })
    }
  }

  /** A role that is taken is given to whoever holds the rest. */
  #byTakenRoles(requests: readonly Fact[], both: Fact): void {
    requests.forEach((request, i) => {
      const taken = this.#holdingsOf(request).filter(({ who }) => who === undefined)
      if (taken.length === 0) return
      const rest = this.together(requests.filter((_, other) => other !== i))
      if (rest === undefined) return
      const may = this.#may(`by a taken role ${request.key}`, taken, ({ from }) => [from])
      this.#graph.add({ needs: [may, rest], gives: both })
    })
  }

  /** A request by one of some holdings, as a fact of its own. */
  #may(key: string, held: readonly Holding[], needsOf: (holding: Holding) => readonly Fact[]): Fact {
    const fact: Fact = { kind: 'can', key, words: key, scope: '' }
    if (this.#made.has(key)) return fact
    this.#made.add(key)
    for (const holding of held) this.#graph.add({ needs: needsOf(holding), cuts: holding.cuts, gives: fact })
    return fact
  }

  #holdingsOf(request: Fact): readonly Holding[] {
    let known = this.#holdings.get(request.key)
    if (known === undefined) this.#holdings.set(request.key, (known = this.#follow(request, [])))
    return known
  }

  /** From a request back through rules and roles to whoever is bound. */
  #follow(fact: Fact, cuts: readonly CutPoint[]): Holding[] {
    const index = this.#graph.find(fact)
    return (index === undefined ? [] : this.#graph.sourcesOf(index)).flatMap((step): Holding[] => {
      const from = this.#graph.facts[step.needs[0] ?? -1]
      if (step.technique !== undefined || from === undefined) return []
      const grantOfAll = from.kind === 'role' ? this.#grantOfAll(from) : undefined
      if (grantOfAll !== undefined && step.cuts.includes(grantOfAll)) return []
      const all = [...cuts, ...step.cuts]
      if (from.kind === 'identity') return [{ who: from.who, from, cuts: all }]
      if (fact.kind === 'role') return [{ who: undefined, from, cuts: all }]
      return this.#follow(from, all)
    })
  }
}

function distinctPeople(people: readonly Who[]): Who[] {
  return [...new Map(people.map((each) => [whoKey(each), each])).values()]
}
