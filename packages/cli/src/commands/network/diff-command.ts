import { type Command, Option } from 'commander'
import { networkDiffFormatNames } from '../../choices.ts'
import { addFileOptions, addOutcomeOptions, type InputOptions } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface DiffCommandOptions extends InputOptions {
  readonly output: (typeof networkDiffFormatNames)[number]
}

/** `warrant network diff`: what a change opens or closes. */
export function addDiff(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('diff')
    .summary('what a change opens or closes')
    .description(
      'Compares what can connect before and after a change of policies, labels or workloads, for workloads that are there in both. Fails when something opens, for pull requests.',
    )
    .argument('<old>', 'file, folder, glob, chart or kustomization of before')
    .argument('<new>', 'the same of after')
  addFileOptions(command).addOption(
    new Option('-o, --output <format>', 'how to print').choices(networkDiffFormatNames).default('table'),
  )
  addOutcomeOptions(command, 'something opens')
    .addHelpText(
      'after',
      `
-f names what belongs to both, such as workloads where only policies are compared. -n has no effect.

Exit status: 0 nothing opens, 1 something opens, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (before: string, after: string, options: DiffCommandOptions) => {
      const { runDiff } = await import('./diff.ts')
      setExitCode(await runDiff(before, after, options))
    })
}
