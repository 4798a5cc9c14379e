import { type Command, Option } from 'commander'
import { explainFormatNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { addFileOptions, addOutcomeOptions, type InputOptions } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface ExplainCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof explainFormatNames)[number]
  readonly protocol?: string
}

/** `warrant network explain`: whether one side can connect to another, and what decides it. */
export function addExplain(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('explain')
    .summary('whether one side can connect to another, and what decides it')
    .description(
      'Says yes or no, and why: the Service, its endpoints and their port, the rule that allows or refuses in each direction, every policy that isolates, the rules that come nearest, and the smallest change that would allow it.',
    )
    .argument('<from>', 'who connects: workload, pod, node, address or internet')
    .argument('<to>', 'what to: the same, a Service or a DNS name, with :PORT or :PORT/PROTOCOL')
  addFileOptions(command)
    .option('--protocol <name>', 'TCP, UDP, SCTP or ICMP (default: TCP, or what the Service has)')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(explainFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'it cannot connect'))
    .addHelpText(
      'after',
      `
Names: NAMESPACE/NAME, KIND/NAME, KIND/NAMESPACE/NAME or NAME alone, which is looked for in the namespace of -n, then in
that of the other side. What is connected to is a Service where one is called so. Ports of a Service are its own; those of
a workload are its containers'.

Examples:
  warrant network explain shop/cart shop/redis:6379 -f deploy/
  warrant network explain shop/web example.com:443
  warrant network explain internet shop/web:80

Exit status: 0 allowed, 1 denied, or not known to be allowed, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (from: string, to: string, options: ExplainCommandOptions) => {
      const { runExplain } = await import('./explain.ts')
      setExitCode(await runExplain(from, to, options))
    })
}
