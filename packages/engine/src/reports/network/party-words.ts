import type { Party } from '../../network/index.ts'
import { enumerate } from '../text.ts'

/** Names for sets of parties, as short as they can be: namespaces where all of their workloads are meant. */
export class PartyWords {
  readonly #all: ReadonlyMap<string, number>
  readonly #inside: number
  readonly #outside: number

  constructor(parties: readonly Party[]) {
    const inside = parties.filter(({ kind }) => kind === 'workload')
    this.#all = new Map([...Map.groupBy(inside, ({ namespace }) => namespace)].map(([key, own]) => [key, own.length]))
    this.#inside = inside.length
    this.#outside = parties.length - inside.length
  }

  /** `everything`, `every workload in shop`, `Deployment shop/cart and outside`; `besides` are left out without loss. */
  of(parties: readonly Party[], besides: readonly Party[] = [], most = 4): string {
    const inside = parties.filter(({ kind }) => kind === 'workload')
    const outside = parties.filter(({ kind }) => kind === 'outside')
    const left = new Set(besides.filter((each) => each.kind === 'workload' && !inside.includes(each)))
    const isAllInside = this.#inside > 0 && inside.length + left.size === this.#inside && inside.length > 1
    const isAllOutside = this.#outside > 0 && outside.length === this.#outside
    if (isAllInside && isAllOutside) return 'everything'
    const names: string[] = []
    if (isAllInside) names.push('every workload')
    else {
      for (const [namespace, own] of Map.groupBy(inside, (each) => each.namespace)) {
        const total = this.#all.get(namespace) ?? 0
        const omitted = [...left].filter((each) => each.namespace === namespace).length
        if (own.length > 2 && own.length + omitted === total) names.push(`every workload in ${namespace}`)
        else names.push(...own.map(({ title }) => title))
      }
    }
    if (isAllOutside && outside.length > 0) names.push('outside')
    else names.push(...outside.map(({ title }) => title))
    return enumerate(names, most)
  }
}
