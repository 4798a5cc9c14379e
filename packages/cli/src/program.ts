import { basename } from 'node:path'
import { Command, CommanderError } from 'commander'
import { addAccess } from './commands/access/command.ts'
import { addAudit } from './commands/audit/command.ts'
import { addCompletion } from './commands/completion/command.ts'
import { addFix } from './commands/fix/command.ts'
import { addNetwork } from './commands/network/command.ts'
import { addPodSecurity } from './commands/pod-security/command.ts'
import { addRules } from './commands/rules/command.ts'
import { addTakeover } from './commands/takeover/command.ts'
import { addSnapshot } from './commands/snapshot/command.ts'
import { exitCodes } from './errors.ts'
import { version } from './version.ts'

/** Reports the exit status of a command that ran to its end. */
export type SetExitCode = (exitCode: number) => void

/** The whole command line. What a command does is loaded when it is called. */
export function createProgram(calledAs: string, setExitCode: SetExitCode): Command {
  const name = basename(calledAs).startsWith('kubectl-') ? 'kubectl warrant' : 'warrant'
  const program = new Command(name)
    .description('Least privilege for Kubernetes: finds grants that nothing justifies and mends them.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .showHelpAfterError('(--help lists what there is)')
    .showSuggestionAfterError()
    .exitOverride()
    // An option after a command is the command's: `pod-security check --version v1.30` is no question for ours.
    .enablePositionalOptions()
  addAudit(program, setExitCode)
  addFix(program, setExitCode)
  addPodSecurity(program, setExitCode)
  addAccess(program, setExitCode)
  addTakeover(program, setExitCode)
  addNetwork(program, setExitCode)
  addSnapshot(program, setExitCode)
  addRules(program, setExitCode)
  addCompletion(program)
  prepareCommands(program)
  return program
}

function prepareCommands(parent: Command): void {
  for (const command of parent.commands) {
    command.exitOverride().helpOption('-h, --help', 'print help').showHelpAfterError('(--help lists what there is)')
    prepareCommands(command)
  }
}

/** The exit status that commander's own endings stand for; undefined for errors of a command. */
export function outcomeOfParsing(error: unknown): number | undefined {
  if (!(error instanceof CommanderError)) return undefined
  return error.exitCode === 0 ? exitCodes.clean : exitCodes.wrongInput
}

/** `-n=shop` is what kubectl reads as `-n shop`. */
export function normalizeArguments(argv: readonly string[]): string[] {
  const end = argv.indexOf('--')
  return argv.flatMap((argument, i) => {
    const match = i >= 2 && (end === -1 || i < end) ? /^-([A-Za-z])=(.*)$/s.exec(argument) : null
    return match ? [`-${match[1] ?? ''}`, match[2] ?? ''] : [argument]
  })
}
