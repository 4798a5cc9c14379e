import { Asked } from './asked.ts'
import type { CompiledRule } from './compile.ts'
import type { Model } from './network.ts'
import type { FlowDirection } from './policy/policy.ts'
import type { Connection } from './verdict.ts'

/** What must hold for an allowed connection besides its ends and its port; empty where nothing more is asked. */
export function conditionsFor(model: Model, connection: Connection): string[] {
  if (connection.exempt !== undefined) return []
  return [...new Set([...conditionsIn(model, connection, 'egress'), ...conditionsIn(model, connection, 'ingress')])]
}

/** What must hold in one direction. */
export function conditionsIn(model: Model, connection: Connection, direction: FlowDirection): string[] {
  const asked = new Asked(model, connection, direction)
  const matching = asked.matching.filter(({ rule }) => rule.action === 'allow')
  const isConditional = ({ rule }: CompiledRule) => rule.action === 'allow' && rule.conditions.length > 0
  const found: string[] = []
  // A rule that asks for nothing more allows it, whatever others ask for.
  if (matching.some(isConditional) && asked.verdict((rule) => !isConditional(rule)) !== 'allow')
    found.push(...anyOf(matching.filter(isConditional)))
  const { name } = direction === 'egress' ? connection.to : connection.from
  const isByName = (rule: CompiledRule) => asked.meansName(rule) && rule.names.some(({ learnt }) => learnt === true)
  if (name !== undefined && matching.some(isByName) && asked.verdict((rule) => !isByName(rule)) !== 'allow')
    found.push(`an address that Cilium's DNS proxy has seen in an answer to a look-up of ${name}`)
  // Authentication is asked for wherever a rule that matches does, unless a tier before it has decided.
  const demands = matching.flatMap(({ rule }) => rule.demands ?? [])
  if (demands.length > 0 && asked.verdict(({ owner }) => owner.tier === 'admin') !== 'allow') found.push(...demands)
  return found
}

/** Each of one rule's conditions; of several rules, any rule's. */
function anyOf(rules: readonly CompiledRule[]): string[] {
  const each = [...new Set(rules.map(({ rule }) => rule.conditions.join(' and ')))]
  if (each.length > 1) return [each.join(', or ')]
  return [...(rules[0]?.rule.conditions ?? [])]
}
