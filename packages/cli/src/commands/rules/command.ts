import { type Command, Option } from 'commander'
import { frameworkNames } from '../../choices.ts'
import type { SetExitCode } from '../../program.ts'

export interface RulesCommandOptions {
  readonly output: 'table' | 'json' | 'yaml' | 'name' | 'markdown'
  readonly profile?: 'default' | 'all'
  readonly framework?: (typeof frameworkNames)[number]
  readonly color?: boolean
}

/** `warrant rules`: what is looked for, and one rule explained. */
export function addRules(program: Command, setExitCode: SetExitCode): void {
  program
    .command('rules')
    .argument('[id]', 'rule to explain')
    .summary('list the rules, or explain one')
    .description('Lists the rules. With an id, explains that rule with a manifest it reports and one that it does not.')
    .addOption(new Option('--profile <name>', 'only rules of this profile').choices(['default', 'all']))
    .addOption(new Option('--framework <name>', 'only rules with a control in this framework').choices(frameworkNames))
    .addOption(
      new Option('-o, --output <format>', 'how to print')
        .choices(['table', 'json', 'yaml', 'name', 'markdown'])
        .default('table'),
    )
    .option('--color', 'colour the output even where it is no terminal')
    .option('--no-color', 'never colour the output')
    .action(async (id: string | undefined, options: RulesCommandOptions) => {
      const { runRulesCommand } = await import('./run.ts')
      setExitCode(await runRulesCommand(id, options))
    })
}
