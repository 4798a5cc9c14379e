import { type Answer, answer, type Ask, askOf } from './asks.ts'
import type { Binding, Rbac } from './bindings.ts'
import { type Danger, dangers, type Power, powers } from './powers/index.ts'
import type { RuleList } from './rule-list.ts'

/** A binding's rule that a power comes from. */
export interface PowerSource {
  readonly binding: Binding
  /** Index of the rule in the list of the binding. */
  readonly rule: number
}

/** A power that somebody holds. */
export interface HeldPower {
  readonly power: Power
  readonly danger: Danger
  /** Where it holds; undefined for the whole cluster. */
  readonly namespace: string | undefined
  /** The only objects that it is about; undefined for all. */
  readonly names: readonly string[] | undefined
  /** The resource that the names are of. */
  readonly namesOf: string
  readonly sources: readonly PowerSource[]
}

/** How bad something is: 0 is the worst. */
export function dangerRank(danger: Danger): number {
  return dangers.indexOf(danger)
}

export function worst(all: Iterable<Danger>): Danger {
  let found: Danger = 'none'
  for (const danger of all) if (dangerRank(danger) < dangerRank(found)) found = danger
  return found
}

/** One step worse, for what is dangerous at all. */
export function worse(danger: Danger): Danger {
  return danger === 'none' ? danger : (dangers[Math.max(dangerRank(danger) - 1, 0)] ?? danger)
}

export interface ReadyPower {
  readonly power: Power
  readonly ways: readonly (readonly Ask[])[]
}

let ready: readonly ReadyPower[] | undefined

/** The powers with their requests read. */
export function readyPowers(): readonly ReadyPower[] {
  return (ready ??= powers.map((power) => ({ power, ways: power.ways.map((way) => way.map(askOf)) })))
}

/**
 * The powers that bindings add up to, in the whole cluster or in one namespace: there, bindings of the namespace and of the
 * cluster count together, and only what the cluster's alone do not give is told.
 */
export function heldPowers(
  rbac: Rbac,
  cluster: readonly Binding[],
  inNamespace: { readonly namespace: string; readonly bindings: readonly Binding[] } | undefined,
): HeldPower[] {
  const namespace = inNamespace?.namespace
  const asker = new Asker(cluster, inNamespace)
  const held = readyPowers().flatMap(({ power, ways }): HeldPower[] => {
    const base = namespace === undefined ? power.cluster : power.namespace
    if (base === undefined || (power.only !== undefined && namespace !== undefined && namespace !== power.only))
      return []
    const found = ways.flatMap((way) => holdingOf(way, asker) ?? [])
    const full = found.filter(({ names }) => names === undefined)
    const namesOf = full.length > 0 ? '' : (found[0]?.resource ?? '')
    const limited = power.mayNamed === undefined ? [] : found.filter(({ resource }) => resource === namesOf)
    const counted = full.length > 0 ? full : limited
    if (counted.length === 0) return []
    const sources = unique(counted.flatMap((each) => each.sources))
    if (namespace !== undefined && sources.every(({ binding }) => binding.namespace === '')) return []
    const danger = full.length > 0 ? base : worst(counted.map((each) => limitedDanger(rbac, power, each, namespace)))
    if (danger === 'none') return []
    const names = full.length > 0 ? undefined : [...new Set(counted.flatMap((each) => each.names ?? []))].sort()
    return [
      {
        power,
        danger: atPlace(danger, namespace, power),
        namespace: power.only ?? namespace,
        names,
        namesOf,
        sources,
      },
    ]
  })
  return withoutImplied(held).sort((a, b) => dangerRank(a.danger) - dangerRank(b.danger))
}

/** The accounts of Kubernetes' own namespace run the cluster. */
function atPlace(danger: Danger, namespace: string | undefined, { only }: Power): Danger {
  return namespace === 'kube-system' && only === undefined ? worse(danger) : danger
}

/** A way that is open, at least for some names. */
interface Holding {
  readonly names: readonly string[] | undefined
  /** The resource that the names are of. */
  readonly resource: string
  readonly sources: readonly PowerSource[]
}

/** Undefined when a request of the way is refused. */
function holdingOf(way: readonly Ask[], asker: Asker): Holding | undefined {
  const sources: PowerSource[] = []
  let names: readonly string[] | undefined
  let resource = ''
  for (const ask of way) {
    const { all, named } = asker.ask(ask)
    if (all.length > 0) {
      sources.push(...all)
      continue
    }
    if (named.size === 0) return undefined
    sources.push(...[...named.values()].flat())
    if (ask.atoms.every(({ name }) => name.kind === 'some')) continue
    // Requests of one way are about the same object.
    names = names === undefined ? [...named.keys()] : names.filter((name) => named.has(name))
    resource = ask.resource
    if (names.length === 0) return undefined
  }
  return { names, resource, sources }
}

/** Answers requests by several bindings together. */
class Asker {
  readonly #parts: readonly { readonly bindings: readonly Binding[]; readonly namespace: string | undefined }[]
  readonly #known = new Map<Ask, Together>()

  constructor(
    cluster: readonly Binding[],
    own: { readonly namespace: string; readonly bindings: readonly Binding[] } | undefined,
  ) {
    this.#parts = [{ bindings: cluster, namespace: undefined }, ...(own ? [own] : [])]
  }

  ask(ask: Ask): Together {
    let known = this.#known.get(ask)
    if (known === undefined) this.#known.set(ask, (known = this.#together(ask)))
    return known
  }

  #together({ atoms }: Ask): Together {
    const all: PowerSource[] = []
    const named = new Map<string, PowerSource[]>()
    const take = (binding: Binding, { all: rules, named: names }: Answer) => {
      for (const rule of rules) all.push({ binding, rule })
      for (const [name, rule] of names) {
        const list = named.get(name)
        if (list) list.push({ binding, rule })
        else named.set(name, [{ binding, rule }])
      }
    }
    for (const { bindings, namespace } of this.#parts) {
      for (const binding of bindings) for (const atom of atoms) take(binding, answer(binding.list, atom, namespace))
    }
    return { all, named }
  }
}

interface Together {
  readonly all: readonly PowerSource[]
  readonly named: ReadonlyMap<string, readonly PowerSource[]>
}

function limitedDanger(rbac: Rbac, power: Power, held: Holding, namespace: string | undefined): Danger {
  if (power.named !== 'roles')
    return (namespace === undefined ? power.named?.cluster : power.named?.namespace) ?? 'none'
  return worst((held.names ?? []).map((name) => dangerOfNamed(rbac, held.resource, name, namespace)))
}

/** How dangerous it is to be bound to a role, or to get into a binding. */
function dangerOfNamed(rbac: Rbac, resource: string, name: string, namespace: string | undefined): Danger {
  if (resource.endsWith('bindings')) {
    const there = bindingsNamed(rbac, name).filter(
      (binding) =>
        (binding.namespace === '') === (resource === 'clusterrolebindings') &&
        (namespace === undefined || binding.namespace === namespace),
    )
    return worst(['low', ...there.map((binding) => dangerOfRules(binding.list, binding.namespace || undefined))])
  }
  const list = rbac.rulesOf({ kind: resource === 'roles' ? 'Role' : 'ClusterRole', name }, namespace ?? '')
  return list === undefined ? 'low' : dangerOfRules(list, namespace)
}

const byName = new WeakMap<Rbac, ReadonlyMap<string, readonly Binding[]>>()

function bindingsNamed(rbac: Rbac, name: string): readonly Binding[] {
  let index = byName.get(rbac)
  if (index === undefined) byName.set(rbac, (index = Map.groupBy(rbac.bindings, (binding) => binding.name)))
  return index.get(name) ?? []
}

const judged = new WeakMap<RuleList, Map<string, Danger>>()

/** How dangerous rules are by themselves. What they may bind by name is not followed further. */
function dangerOfRules(list: RuleList, namespace: string | undefined): Danger {
  const place = namespace === undefined ? 'cluster' : 'namespace'
  let known = judged.get(list)
  if (known === undefined) judged.set(list, (known = new Map()))
  let danger = known.get(place)
  if (danger === undefined) {
    const isOpen = (way: readonly Ask[]) =>
      way.every(({ atoms }) => atoms.some((atom) => answer(list, atom, namespace).all.length > 0))
    danger = worst(
      readyPowers().flatMap(({ power, ways }) => (ways.some(isOpen) ? [power[place] ?? ('none' as const)] : [])),
    )
    known.set(place, danger)
  }
  return danger === 'none' ? 'low' : danger
}

/** Leaves out what a greater power of the same reach says already. */
function withoutImplied(held: readonly HeldPower[]): HeldPower[] {
  return held.filter(
    (lesser) =>
      !held.some(
        (greater) =>
          greater !== lesser &&
          greater.names === undefined &&
          (greater.power.implies?.includes('*') || greater.power.implies?.includes(lesser.power.id)) &&
          dangerRank(greater.danger) <= dangerRank(lesser.danger),
      ),
  )
}

function unique(sources: readonly PowerSource[]): PowerSource[] {
  const seen = new Map<Binding, Set<number>>()
  return sources.filter(({ binding, rule }) => {
    const rules = seen.get(binding)
    if (rules?.has(rule)) return false
    if (rules) rules.add(rule)
    else seen.set(binding, new Set([rule]))
    return true
  })
}
