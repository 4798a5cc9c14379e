import { type Command, Option } from 'commander'
import { formatNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { addJudgeOptions, type JudgeOptions } from '../../options.ts'
import type { SetExitCode } from '../../program.ts'

export interface AuditCommandOptions extends JudgeOptions, ConnectionFlags {
  readonly output: (typeof formatNames)[number]
  readonly baseline?: string
  readonly showExempted?: boolean
  readonly limit?: string
}

/** `warrant audit`: what is wrong, worst first. */
export function addAudit(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('audit')
    .summary('find what is wrong with manifests or a cluster')
    .description('Finds privileges and settings that nothing justifies, worst first, with the line that grants each.')
  addJudgeOptions(command)
    .addOption(new Option('-o, --output <format>', 'how to print').choices(formatNames).default('table'))
    .option('--baseline <file>', 'report only what an earlier JSON report does not know')
    .option('--show-exempted', 'list in full what written warrants cover')
    .option('--limit <n>', 'workloads shown in the table; 0 for all')
  addConnectionOptions(command)
    .addHelpText(
      'after',
      '\nExit status: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or input, 3 could not finish.',
    )
    .action(async (paths: string[], options: AuditCommandOptions) => {
      const { runAudit } = await import('./run.ts')
      setExitCode(await runAudit(paths, options))
    })
}
