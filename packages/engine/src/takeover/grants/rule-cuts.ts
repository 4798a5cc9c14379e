import type { AccessQuery, ClusterAccess, PolicyRule } from '../../access/index.ts'
import type { Resource } from '../../cluster/index.ts'
import type { CutPoint } from '../graph/index.ts'
import { type CutContext, ruleCut } from './grant-cuts.ts'
import type { KnownRole } from './known-roles.ts'
import { writtenPairs } from './rule-hits.ts'

interface RulePlace {
  readonly resource: Resource | undefined
  readonly index: number
  readonly rule: PolicyRule
}

/** What could be taken back of the rules of roles: where each is written, and how many hold it. */
export class RuleCuts {
  readonly #context: CutContext
  readonly #declared: ReadonlyMap<PolicyRule, RulePlace>
  readonly #holders = new Map<readonly PolicyRule[], number>()

  constructor(context: CutContext) {
    const { access } = context
    this.#context = context
    this.#declared = declaredRules(access)
    for (const { list, subjects } of access.rbac.bindings)
      this.#holders.set(list.rules, (this.#holders.get(list.rules) ?? 0) + subjects.length)
  }

  /** The pairs of a verb and a resource by which a rule of a role allows a request, as they are written there. */
  of(rule: PolicyRule, query: AccessQuery, role: KnownRole): CutPoint[] {
    return writtenPairs(rule, query).map(([verb, resource]) => this.pair(rule, verb, resource, role))
  }

  pair(rule: PolicyRule, verb: string, resource: string, { title, rules, kept }: KnownRole): CutPoint {
    const place = this.#declared.get(rule) ?? { resource: undefined, index: rules.indexOf(rule), rule }
    const holders = this.#holders.get(rules) ?? 1
    return ruleCut(this.#context, { ...place, role: title, holders, kept }, verb, resource)
  }
}

/** Where each rule is written: the rules of an aggregate are those of other roles. */
function declaredRules(access: ClusterAccess): Map<PolicyRule, RulePlace> {
  const places = new Map<PolicyRule, RulePlace>()
  for (const role of access.roleObjects) {
    const resource = access.resourceOf(role)
    if (resource === undefined) continue
    for (const [index, rule] of (role.rules ?? []).entries()) places.set(rule, { resource, index, rule })
  }
  return places
}
