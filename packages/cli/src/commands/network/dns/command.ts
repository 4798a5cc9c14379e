import { type Command, Option } from 'commander'
import { dnsFormatNames, severityNames } from '../../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../../connection-options.ts'
import { addInputOptions, addOutcomeOptions, type InputOptions } from '../../../input-options.ts'
import type { SetExitCode } from '../../../program.ts'

export interface DnsCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof dnsFormatNames)[number]
  readonly failOn?: (typeof severityNames)[number]
}

/** `warrant network dns`: the trouble with DNS that configuration already shows. */
export function addNetworkDns(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('dns')
    .summary('the trouble with DNS that configuration shows')
    .description(
      'Finds what makes names slow, wrong or unknown: search lists and what each name costs, policies that keep pods from DNS or from TCP 53, the Corefile, NodeLocal DNSCache, answers that do not fit, pods with the resolver of their node.',
    )
  addInputOptions(command)
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 for findings of this severity or worse (default: high)').choices(
        severityNames,
      ),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(dnsFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'there are findings'))
    .addHelpText(
      'after',
      `
Everything given is read, since DNS is the same for all; -n says which findings are shown.

Exit status: 0 nothing, 1 a finding of --fail-on or worse, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (paths: string[], options: DnsCommandOptions) => {
      const { runNetworkDns } = await import('./run.ts')
      setExitCode(await runNetworkDns(paths, options))
    })
}
