import { type Command, Option } from 'commander'
import { accessFormatNames, accessReviewFormatNames, canIFormatNames, dangerNames } from '../../choices.ts'
import { addConnectionOptions, type ConnectionFlags } from '../../connection-options.ts'
import {
  addFileOptions,
  addInputOptions,
  addOutcomeOptions,
  collectList,
  type InputOptions,
} from '../../input-options.ts'
import type { SetExitCode } from '../../program.ts'

export interface AccessCommandOptions extends InputOptions, ConnectionFlags {
  readonly subresource?: string
  readonly allNamespaces?: boolean
}

export interface WhoCanCommandOptions extends AccessCommandOptions {
  readonly output: (typeof accessFormatNames)[number]
}

export interface CanICommandOptions extends AccessCommandOptions {
  readonly output: (typeof canIFormatNames)[number]
  readonly quiet?: boolean
  readonly list?: boolean
  readonly headers?: boolean
}

/** `warrant access`: who may do what, as role-based access control decides it. */
export function addAccess(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('access')
    .summary('who may do what, and why')
    .description('Answers who may do what exactly as the API server decides it, with the binding that allows it.')
  const canI = request(command, 'can-i', { isOptional: true, formats: canIFormatNames })
    .summary('whether somebody may do something, or all that they may do')
    .description(
      'Says yes or no as kubectl auth can-i does, and why: which binding of which role allows it, declared where. With files, --as says who asks; without, the cluster is asked.',
    )
    .option('-q, --quiet', 'print nothing; the exit status is the answer')
    .option('--list', 'list all that is allowed in a namespace; -o wide says what each comes from')
    .option('--no-headers', 'with --list, leave out the headings')
  addConnectionOptions(addOutcomeOptions(canI, 'the answer is no'))
    .addHelpText('after', '\nExit status: 0 yes, 1 no, 2 wrong usage or input, 3 could not finish.')
    .action(async (verb?: string, resource?: string, name?: string, options?: CanICommandOptions) => {
      const { runCanI } = await import('./can-i.ts')
      if (options !== undefined) setExitCode(await runCanI({ verb, resource, name }, options))
    })
  addReview(command, setExitCode)
  const whoCan = request(command, 'who-can', { isOptional: false, formats: accessFormatNames })
    .summary('everybody who may do something')
    .description('Lists everybody whom a binding allows it, with the role and the place where the binding is declared.')
  addConnectionOptions(addOutcomeOptions(whoCan, 'something could not be read'))
    .addHelpText('after', '\nExit status: 0 done, 2 wrong usage or input, 3 could not finish.')
    .action(async (verb: string, resource: string, name: string | undefined, options: WhoCanCommandOptions) => {
      const { runWhoCan } = await import('./who-can.ts')
      setExitCode(await runWhoCan({ verb, resource, name }, options))
    })
}

export interface ReviewCommandOptions extends InputOptions, ConnectionFlags {
  readonly output: (typeof accessReviewFormatNames)[number]
  readonly identity?: readonly string[]
  readonly all?: boolean
  readonly failOn?: (typeof dangerNames)[number]
}

function addReview(parent: Command, setExitCode: SetExitCode): void {
  const command = parent
    .command('review')
    .summary('what everybody holds, from where, and how dangerous it is')
    .description(
      'Goes through every service account, user and group that a binding names, and every account that a workload runs as: what it may do, by which binding of which role, declared where, and how dangerous that is. Worst first.',
    )
  addInputOptions(command)
    .option(
      '--identity <name>',
      'only this user, group or namespace/account; may be repeated, * stands for any characters',
      collectList,
    )
    .option(
      '--all',
      "show Kubernetes' own identities too, which hold what a new cluster gives them, and those that hold nothing",
    )
    .addOption(
      new Option('--fail-on <danger>', 'exit with 1 when an identity is as dangerous as this (default: never)').choices(
        dangerNames,
      ),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(accessReviewFormatNames).default('table'))
  addConnectionOptions(addOutcomeOptions(command, 'an identity is as dangerous as --fail-on says'))
    .addHelpText(
      'after',
      `
-n shows the accounts of a namespace, and the users and groups that a binding there names.

Exit status: 0 done, 1 an identity is as dangerous as --fail-on says, 2 wrong usage or input, 3 could not finish.`,
    )
    .action(async (paths: string[], options: ReviewCommandOptions) => {
      const { runReview } = await import('./review.ts')
      setExitCode(await runReview(paths, options))
    })
}

/** A command that takes a request as kubectl auth can-i does. */
function request(
  parent: Command,
  name: string,
  { isOptional, formats }: { readonly isOptional: boolean; readonly formats: readonly string[] },
): Command {
  const argument = (word: string) => (isOptional ? `[${word}]` : `<${word}>`)
  const command = parent
    .command(name)
    .argument(argument('verb'), 'such as get, list, create, delete, bind, impersonate; * for all')
    .argument(argument('resource'), 'kind, kind/name, or a path such as /healthz')
    .argument('[name]', 'name of one object')
  return addFileOptions(command)
    .option('--subresource <name>', 'such as log, exec, status, scale')
    .option('-A, --all-namespaces', 'ask for all namespaces at once')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(formats).default('table'))
}
