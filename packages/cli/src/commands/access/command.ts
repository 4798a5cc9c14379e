import { type Command, Option } from 'commander'
import { accessFormatNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import { addFileOptions, addOutcomeOptions, type InputOptions } from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface AccessCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof accessFormatNames)[number]
  readonly subresource?: string
  readonly allNamespaces?: boolean
  readonly quiet?: boolean
}

/** `warrant access`: who may do what, as role-based access control decides it. */
export function addAccess(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('access')
    .summary('who may do what, and why')
    .description('Answers who may do what exactly as the API server decides it, with the binding that allows it.')
  const canI = request(command, 'can-i')
    .summary('whether somebody may do something')
    .description(
      'Says yes or no as kubectl auth can-i does, and why: which binding of which role allows it, declared where. With files, --as says who asks; without, the cluster is asked.',
    )
    .option('-q, --quiet', 'print nothing; the exit status is the answer')
  addConnectionOptions(addOutcomeOptions(canI, 'the answer is no'))
    .addHelpText('after', '\nExit status: 0 yes, 1 no, 2 wrong usage or input, 3 could not finish.')
    .action(async (verb: string, resource: string, name: string | undefined, options: AccessCommandOptions) => {
      const { runCanI } = await import('./can-i.ts')
      setExitCode(await runCanI({ verb, resource, name }, options))
    })
  const whoCan = request(command, 'who-can')
    .summary('everybody who may do something')
    .description('Lists everybody whom a binding allows it, with the role and the place where the binding is declared.')
  addConnectionOptions(addOutcomeOptions(whoCan, 'something could not be read'))
    .addHelpText('after', '\nExit status: 0 done, 2 wrong usage or input, 3 could not finish.')
    .action(async (verb: string, resource: string, name: string | undefined, options: AccessCommandOptions) => {
      const { runWhoCan } = await import('./who-can.ts')
      setExitCode(await runWhoCan({ verb, resource, name }, options))
    })
}

/** A command that takes a request as kubectl auth can-i does. */
function request(parent: Command, name: string): Command {
  const command = parent
    .command(name)
    .argument('<verb>', 'such as get, list, create, delete, bind, impersonate; * for all')
    .argument('<resource>', 'kind, kind/name, or a path such as /healthz')
    .argument('[name]', 'name of one object')
  return addFileOptions(command)
    .option('--subresource <name>', 'such as log, exec, status, scale')
    .option('-A, --all-namespaces', 'ask for all namespaces at once')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(accessFormatNames).default('table'))
}
