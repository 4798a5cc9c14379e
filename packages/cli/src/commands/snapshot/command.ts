import type { Command } from 'commander'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { collectList } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface SnapshotCommandOptions extends ConnectionFlags {
  readonly namespace?: readonly string[]
}

/** `warrant snapshot`: what a cluster holds, as a file for every other command. */
export function addSnapshot(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('snapshot')
    .summary('write what a cluster holds to standard output')
    .description(
      'Reads all that Warrant looks at from a live cluster and writes it as one List, which every command takes with -f. No value of a Secret is read.',
    )
    .option('-n, --namespace <name>', 'only this namespace; may be repeated, or a list with commas', collectList)
  addConnectionOptions(command)
    .addHelpText('after', '\nExit status: 0 done, 2 wrong usage, 3 something could not be read.')
    .action(async (options: SnapshotCommandOptions) => {
      const { runSnapshot } = await import('./run.ts')
      setExitCode(await runSnapshot(options))
    })
}
