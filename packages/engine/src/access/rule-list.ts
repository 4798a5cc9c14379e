import type { PolicyRule } from './objects.ts'
import type { PreparedRequest } from './rule.ts'
import { RuleIndex } from './rule-index.ts'

/** From here on an index is quicker than looking at the rules in turn. */
const many = 64

/** Rules in their order, found by verb. */
export class RuleList {
  readonly rules: readonly PolicyRule[]
  /** Indexes of the rules for each verb that is named, those for any verb among them. */
  readonly withVerb: ReadonlyMap<string, readonly number[]>
  readonly withAnyVerb: readonly number[]
  #index: RuleIndex | undefined

  constructor(rules: readonly PolicyRule[]) {
    this.rules = rules
    const withVerb = new Map<string, number[]>()
    const verbs = new Set(rules.flatMap((rule) => rule.verbs ?? []))
    for (const verb of verbs) withVerb.set(verb, [])
    for (const [i, rule] of rules.entries()) {
      const own = new Set(rule.verbs ?? [])
      for (const verb of own.has('*') ? verbs : own) withVerb.get(verb)?.push(i)
    }
    this.withVerb = withVerb
    this.withAnyVerb = withVerb.get('*') ?? []
  }

  /** Index of the first rule that allows a request; -1 when there is none. */
  firstFor(request: PreparedRequest): number {
    if (this.rules.length > many) return (this.#index ??= new RuleIndex(this.rules)).firstFor(request)
    for (const index of this.withVerb.get(request.verb) ?? this.withAnyVerb) {
      const rule = this.rules[index]
      if (rule !== undefined && request.isAbout(rule)) return index
    }
    return -1
  }
}
