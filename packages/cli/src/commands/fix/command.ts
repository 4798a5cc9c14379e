import { type Command, InvalidArgumentError, Option } from 'commander'
import { addJudgeOptions, type JudgeOptions } from '../../options.ts'
import type { SetExitCode } from '../../program.ts'

export interface FixCommandOptions extends JudgeOptions {
  readonly output: 'table' | 'json' | 'yaml'
  readonly dryRun?: boolean
  readonly diff?: boolean
  readonly include?: readonly 'evidence'[]
}

/** `warrant fix`: edits that touch only what they change. */
export function addFix(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('fix')
    .summary('mend manifests in place')
    .description(
      'Mends what can be mended safely, touching only the lines that change, and proves every edit by judging the result again. With - the mended text goes to standard output.',
    )
  addJudgeOptions(command)
    .option('--dry-run', 'write nothing')
    .option('--diff', 'print the changes as a unified diff')
    .addOption(
      new Option(
        '--include <class>',
        'also apply fixes of this class: evidence (right only if the privilege is not used)',
      ).argParser(parseClass),
    )
    .addOption(
      new Option('-o, --output <format>', 'how to print what was done')
        .choices(['table', 'json', 'yaml'])
        .default('table'),
    )
    .addHelpText(
      'after',
      '\nExit status: 0 nothing at or above --fail-on is left, 1 something is, 2 wrong usage or input, 3 could not finish.',
    )
    .action(async (paths: string[], options: FixCommandOptions) => {
      const { runFix } = await import('./run.ts')
      setExitCode(await runFix(paths, options))
    })
}

function parseClass(value: string): 'evidence'[] {
  if (value !== 'evidence') throw new InvalidArgumentError('Allowed choices are evidence.')
  return [value]
}
