import { controlsOf, requireRule } from '@warrant/engine/audit'
import { type Rule, rules } from '@warrant/engine/rules'
import { explainRule, listRules, type RuleListFormat } from '@warrant/engine/reports'
import { exitCodes } from '../../errors.ts'
import { terminalOf, writeOut } from '../../output.ts'
import type { RulesCommandOptions } from './command.ts'

/** Lists rules or explains one; returns the exit status. */
export async function runRulesCommand(id: string | undefined, options: RulesCommandOptions): Promise<number> {
  const terminal = terminalOf(process.stdout, options.color)
  const format: RuleListFormat = options.output
  if (id === undefined)
    await writeOut(
      listRules(
        rules.filter((rule) => isWanted(rule, options)),
        format,
        terminal,
      ),
    )
  else await writeOut(explainRule(requireRule(id), format, terminal))
  return exitCodes.clean
}

function isWanted(rule: Rule, { profile, framework }: RulesCommandOptions): boolean {
  if (framework !== undefined && controlsOf(rule.frameworks, framework).length === 0) return false
  return profile !== 'default' || rule.profile === 'default'
}
