import { answer, type Ask } from './asks.ts'
import type { Binding, Rbac } from './bindings.ts'
import { type HeldPower, heldPowers, readyPowers } from './judge.ts'
import type { RuleList } from './rule-list.ts'

/** Bindings by where they hold: one for each list of rules, and only those that a power of several requests has a use for. */
interface Holdings {
  readonly cluster: readonly Binding[]
  readonly byNamespace: ReadonlyMap<string, readonly Binding[]>
}

let several: readonly Ask[] | undefined

/** What is asked for a power that takes several requests: no other power takes several bindings. */
function asksOfSeveral(): readonly Ask[] {
  return (several ??= [...new Set(readyPowers().flatMap(({ ways }) => ways.filter((way) => way.length > 1).flat()))])
}

/**
 * Finds what takes several bindings together. Many identities hold by the same lists of rules, and all are in the same few
 * groups, so that what was found once is kept.
 */
export class JointPowers {
  readonly #rbac: Rbac
  readonly #powersOf: (binding: Binding) => readonly HeldPower[]
  readonly #useful = new Map<RuleList, boolean>()
  readonly #ids = new Map<RuleList, number>()
  readonly #fruitless = new Set<string>()
  readonly #ofGroups = new Map<string, readonly HeldPower[]>()
  readonly #groups = new Map<string, Holdings>()

  constructor(rbac: Rbac, powersOf: (binding: Binding) => readonly HeldPower[]) {
    this.#rbac = rbac
    this.#powersOf = powersOf
  }

  /** What the bindings of somebody and those of the groups that they are in give together, and none of them alone. */
  of(bindings: readonly Binding[], groups: ReadonlyMap<string, readonly Binding[]>): readonly HeldPower[] {
    const own = this.#holdings(bindings)
    const shared = [...groups]
      .map(([group, its]) => ({ group, holdings: this.#ofGroup(group, its) }))
      .filter(({ holdings: { cluster, byNamespace } }) => cluster.length + byNamespace.size > 0)
    const key = JSON.stringify(shared.map(({ group }) => group))
    const parts = shared.map(({ holdings }) => holdings)
    let without = this.#ofGroups.get(key)
    if (without === undefined)
      this.#ofGroups.set(key, (without = this.#together(parts, new Set(parts.flatMap(namespacesOf)))))
    if (own.cluster.length + own.byNamespace.size === 0) return without
    const all = [own, ...parts]
    const namespaces = new Set((own.cluster.length > 0 ? all : [own]).flatMap(namespacesOf))
    const found = this.#together(all, namespaces).filter((held) => !without.some((known) => saysAll(known, held)))
    return [...found, ...without]
  }

  #ofGroup(group: string, bindings: readonly Binding[]): Holdings {
    let holdings = this.#groups.get(group)
    if (holdings === undefined) this.#groups.set(group, (holdings = this.#holdings(bindings)))
    return holdings
  }

  #holdings(bindings: readonly Binding[]): Holdings {
    const useful = bindings.filter(({ list }) => this.#isUseful(list))
    const byNamespace = Map.groupBy(useful, ({ namespace }) => namespace)
    const cluster = onePerList(byNamespace.get('') ?? [])
    byNamespace.delete('')
    return { cluster, byNamespace: new Map([...byNamespace].map(([name, its]) => [name, onePerList(its)])) }
  }

  #isUseful(list: RuleList): boolean {
    let isUseful = this.#useful.get(list)
    if (isUseful === undefined) {
      isUseful = asksOfSeveral().some(({ atoms }) =>
        atoms.some((atom) => {
          const { all, named } = answer(list, atom, undefined)
          return all.length + named.length > 0
        }),
      )
      this.#useful.set(list, isUseful)
    }
    return isUseful
  }

  #together(parts: readonly Holdings[], namespaces: ReadonlySet<string>): HeldPower[] {
    const cluster = onePerList(parts.flatMap((part) => part.cluster))
    return [
      ...this.#at(cluster, undefined, []),
      ...[...namespaces].flatMap((namespace) => {
        const there = onePerList(parts.flatMap(({ byNamespace }) => byNamespace.get(namespace) ?? []))
        return there.length === 0 ? [] : this.#at(cluster, namespace, there)
      }),
    ]
  }

  #at(cluster: readonly Binding[], namespace: string | undefined, there: readonly Binding[]): HeldPower[] {
    const all = [...cluster, ...there]
    if (all.length < 2) return []
    // Whether there is anything goes by the rules alone; only how bad it is goes by the namespace.
    const key = [cluster, there].map((bindings) => bindings.map(({ list }) => this.#id(list)).join()).join(';')
    if (this.#fruitless.has(key)) return []
    const held = heldPowers(this.#rbac, cluster, namespace === undefined ? undefined : { namespace, bindings: there })
    const single = all.flatMap(this.#powersOf)
    const found = held.filter((each) => !single.some((known) => saysAll(known, each)))
    if (found.length === 0) this.#fruitless.add(key)
    return found
  }

  #id(list: RuleList): number {
    const id = this.#ids.get(list) ?? this.#ids.size
    this.#ids.set(list, id)
    return id
  }
}

function namespacesOf({ byNamespace }: Holdings): string[] {
  return [...byNamespace.keys()]
}

function onePerList(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.length < 2 ? bindings : [...new Map(bindings.map((each) => [each.list, each])).values()]
}

/** Whether what is known leaves nothing to say of another power. */
function saysAll(known: HeldPower, { power, namespace, names }: HeldPower): boolean {
  return (
    (known.power === power || known.power.implies?.includes('*') || known.power.implies?.includes(power.id)) === true &&
    (known.namespace === undefined || known.namespace === namespace) &&
    (known.names === undefined || names !== undefined)
  )
}
