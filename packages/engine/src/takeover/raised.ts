import {
  code,
  type CutPoint,
  everywhere,
  type Fact,
  type Graph,
  identity,
  outside,
  type Step,
  type TechniqueInfo,
  type Who,
  whoKey,
} from './graph/index.ts'
import { peopleIn } from './grants/index.ts'
import type { Spot, World } from './world/index.ts'

/** A technique that a container, or somebody, has all for that it needs. */
export interface Raised {
  readonly technique: TechniqueInfo
  readonly by: { readonly kind: 'container'; readonly spot: Spot } | { readonly kind: 'identity'; readonly who: Who }
  /** What is done, in words. */
  readonly text: string
  /** The declarations that it stands on. */
  readonly grants: readonly CutPoint[]
}

/**
 * Every technique with whoever can use it by itself: a container with what it holds, its token included, and an identity
 * with what its bindings give. What takes another technique first is left to the paths.
 */
export function raisedTechniques(world: World): Raised[] {
  const { spots, loads, namespaces, accountsIn, access, grants } = world
  const raised: Raised[] = []
  for (const spot of spots) {
    for (const found of ofContainer(world, code(spot))) raised.push({ ...found, by: { kind: 'container', spot } })
  }
  raised.push(...raisedFromOutside(world))
  const people = new Map<string, Who>()
  for (const namespace of namespaces)
    for (const name of accountsIn(namespace)) {
      const who: Who = { kind: 'ServiceAccount', namespace, name }
      people.set(whoKey(who), who)
    }
  // Whom nothing but Kubernetes' own bindings name is part of it, unless a workload runs as it.
  const own = new Set<string>()
  for (const binding of access.rbac.bindings) {
    if (grants.keptBinding(binding) === undefined) continue
    for (const who of peopleIn(binding)) own.add(whoKey(who))
  }
  for (const { namespace, account } of loads) own.delete(whoKey({ kind: 'ServiceAccount', namespace, name: account }))
  for (const binding of access.rbac.bindings) {
    if (grants.keptBinding(binding) !== undefined) continue
    for (const who of peopleIn(binding)) {
      own.delete(whoKey(who))
      people.set(whoKey(who), who)
    }
  }
  for (const key of own) people.delete(key)
  for (const who of people.values())
    for (const found of usable(world, identity(who))) raised.push({ ...found, by: { kind: 'identity', who } })
  return raised
}

/** What somebody outside the cluster does to a container that is exposed. */
function raisedFromOutside({ graph }: World): Raised[] {
  const from = graph.find(outside)
  return (from === undefined ? [] : [...graph.rows.uses.row(from)]).flatMap((index) => {
    const step = graph.steps[index]
    const given = step && graph.facts[step.gives]
    if (!step?.technique || given?.kind !== 'code') return []
    const text = step.tell?.() ?? step.technique.title
    return [{ technique: step.technique, by: { kind: 'container', spot: given.spot }, text, grants: step.cuts }]
  })
}

type Usable = Omit<Raised, 'by'>

/** The techniques that need code in a container itself. What its account may do is told of the account. */
function ofContainer(world: World, start: Fact): Usable[] {
  const { graph } = world
  const from = graph.find(start)
  if (from === undefined) return []
  const steps = [...graph.rows.uses.row(from)]
    .flatMap((index) => graph.steps[index] ?? [])
    .filter(({ technique }) => technique)
  // What is needed besides is looked for only where something is.
  if (steps.some(({ needs }) => needs.length > 1)) return usable(world, start, true)
  const found = new Map<string, Usable>()
  for (const { technique, tell, cuts } of steps) {
    if (technique === undefined) continue
    const text = tell?.() ?? technique.title
    const key = `${technique.id} ${text}`
    if (!found.has(key)) found.set(key, { technique, text, grants: cuts.length > 1 ? [...new Set(cuts)] : cuts })
  }
  return [...found.values()]
}

/**
 * The techniques that a fact is enough for, with what it means: memberships, roles and, for code, the token at hand. If so
 * asked, only those that need the very fact, not only what follows from it.
 */
function usable({ graph }: World, start: Fact, directly = false): Usable[] {
  const from = graph.find(start)
  if (from === undefined) return []
  const grantsOf = new Map<number, readonly CutPoint[]>([[from, []]])
  const left = new Map<number, number>()
  const queue = [from]
  const found = new Map<string, Usable>()
  for (const fact of queue) {
    for (const index of graph.rows.uses.row(fact)) {
      const step = graph.steps[index]
      if (step === undefined) continue
      const missing = (left.get(index) ?? step.needs.length) - 1
      left.set(index, missing)
      if (missing > 0) continue
      const grants = () => [...new Set([...step.needs.flatMap((need) => grantsOf.get(need) ?? []), ...step.cuts])]
      if (step.technique && (!directly || step.needs.includes(from))) note(step, step.technique, grants)
      const goesOn = step.technique === undefined ? !isPartOfWhole(graph, step) : isOwnToken(step, from)
      if (!goesOn || grantsOf.has(step.gives)) continue
      grantsOf.set(step.gives, grants())
      queue.push(step.gives)
    }
  }
  return [...found.values()]

  function note(step: Step, technique: TechniqueInfo, grants: () => readonly CutPoint[]): void {
    const text = step.tell?.() ?? technique.title
    const key = `${technique.id} ${text}`
    if (!found.has(key)) found.set(key, { technique, text, grants: grants() })
  }
}

/** Whether a step goes from all namespaces or nodes to one of them: what is told of all is not told again of each. */
function isPartOfWhole({ facts }: Graph, { needs, gives }: Step): boolean {
  const whole = facts[needs[0] ?? -1]
  const part = facts[gives]
  if (whole === undefined || whole.kind !== part?.kind) return false
  if (whole.kind === 'node') return whole.place === undefined
  return 'scope' in whole && whole.kind !== 'can' && whole.scope === everywhere
}

function isOwnToken({ technique, needs }: Step, from: number): boolean {
  return technique?.id === 'TOKEN-STEAL' && needs.includes(from)
}
