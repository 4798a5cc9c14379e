import { type Command, Option } from 'commander'
import { reachFormatNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { addInputOptions, addOutcomeOptions, collectList, type InputOptions } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface ReachCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof reachFormatNames)[number]
  readonly from?: readonly string[]
  readonly to?: readonly string[]
  readonly external?: boolean
}

/** `warrant network reach`: what can connect to what. */
export function addReach(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('reach')
    .summary('what can connect to what')
    .description(
      'Shows for every workload who can connect to it and at which ports, as policies have it. Workloads that nothing tells apart are told together.',
    )
  addInputOptions(command)
    .option(
      '--from <name>',
      'only from this workload, or outside; may be repeated, * stands for any characters',
      collectList,
    )
    .option(
      '--to <name>',
      'only to this workload, or outside; may be repeated, * stands for any characters',
      collectList,
    )
    .option(
      '--external',
      'first show what is reached from outside the cluster, by which Service, Ingress, route or port',
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(reachFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'something could not be read'))
    .addHelpText(
      'after',
      `
Ports are those of pods. -n shows what can connect to workloads of a namespace, from wherever.

Exit status: 0 done, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (paths: string[], options: ReachCommandOptions) => {
      const { runReach } = await import('./reach.ts')
      setExitCode(await runReach(paths, options))
    })
}
