import type { Finding } from '../findings/index.ts'
import { dnsCauses } from '../network/index.ts'
import { type JudgedWarrant, rules as catalogue } from '../rules/index.ts'
import { type ConfiguredRule, newFinding } from './run-rules.ts'
import { type InvalidWarrant, isExpired, type WrittenWarrant } from './warrants.ts'

interface WarrantState {
  readonly written: readonly WrittenWarrant[]
  readonly invalid: readonly InvalidWarrant[]
  /** Those that cover at least one finding of this run, expired ones included. */
  readonly used: ReadonlySet<WrittenWarrant>
  readonly rules: readonly ConfiguredRule[]
  readonly today: string
}

/**
 * What is wrong with the warrants themselves. One is called unused only if the rules that judge it ran and nothing was
 * found that it covers, and expired only if it would cover something; one about rules that were not asked for is left alone,
 * and so is one about causes of trouble with DNS, which `network dns` looks for.
 */
export function warrantFindings(state: WarrantState): Finding[] {
  const known = new Set([...catalogue, ...dnsCauses].map(({ id }) => id))
  const ran = new Set(state.rules.map(({ rule }) => rule.id))
  const findings: Finding[] = []
  for (const warrant of state.written) {
    const verdict = verdictOn(warrant)
    if (!verdict) continue
    const { rules, until, at, imported } = warrant
    const exist = rules.every((rule) => known.has(rule))
    report({ state: verdict, rules, known: exist, until, problem: undefined, at: at.path, imported }, warrant.at)
  }
  for (const { at, rule, problem } of state.invalid) {
    report(
      {
        state: 'invalid',
        rules: [rule],
        known: known.has(rule),
        until: undefined,
        problem,
        at: at.path,
        imported: false,
      },
      at,
    )
  }
  return findings

  function verdictOn(warrant: WrittenWarrant): 'unused' | 'expired' | undefined {
    if (state.used.has(warrant)) return isExpired(warrant, state.today) ? 'expired' : undefined
    const gone = warrant.rules.some((rule) => !known.has(rule))
    // Another tool's check may stand for a rule that there is not; its author can do nothing about that.
    if (gone) return warrant.imported ? undefined : 'unused'
    return (warrant.judgedBy ?? warrant.rules).every((rule) => ran.has(rule)) ? 'unused' : undefined
  }

  function report(warrant: JudgedWarrant, { resource }: WrittenWarrant['at']): void {
    for (const configured of state.rules) {
      if (configured.rule.visit !== 'warrant') continue
      for (const made of configured.rule.check({ warrant })) {
        findings.push(newFinding(configured, made, resource, undefined, undefined))
      }
    }
  }
}
