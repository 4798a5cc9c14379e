import { Argument, type Command, InvalidArgumentError, Option } from 'commander'

/** Options of every command that reads manifests: what is read, and how the outcome is told. */
export interface InputOptions {
  readonly filename?: readonly string[]
  readonly config?: string
  readonly namespace?: readonly string[]
  readonly exclude?: readonly string[]
  readonly helmValues?: readonly string[]
  readonly exitCode?: number
  readonly recursive: boolean
  readonly color?: boolean
}

/** Adds the paths and options by which input is chosen. */
export function addInputOptions(command: Command): Command {
  return addFileOptions(
    command.addArgument(
      new Argument('[path...]', 'files, folders, globs, charts or kustomizations; - for standard input'),
    ),
  )
}

/** Adds the options by which input is chosen, for commands whose arguments are something else. */
export function addFileOptions(command: Command): Command {
  return command
    .option('-f, --filename <path>', 'the same as a path; may be repeated', collect)
    .option('--no-recursive', 'read only the files right in a folder')
    .option('--exclude <glob>', 'pass over files when folders are read; may be repeated', collect)
    .option('--helm-values <file>', 'values for every Helm chart, beside its own; may be repeated', collect)
    .option('--config <file>', 'configuration to use instead of ./warrant.yaml')
    .option(
      '-n, --namespace <name>',
      'only what is in this namespace; may be repeated, * stands for any characters',
      collectList,
    )
}

/** Adds the options by which the outcome is told; `when` says what the exit status 1 stands for. */
export function addOutcomeOptions(command: Command, when: string): Command {
  return command
    .addOption(new Option('--exit-code <n>', `exit status in place of 1 when ${when}`).argParser(parseExitCode))
    .option('--color', 'colour the output even where it is no terminal')
    .option('--no-color', 'never colour the output')
}

/** Collects a repeated option. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/** Collects a repeated option whose values may be lists with commas. */
export function collectList(value: string, before: readonly string[] = []): string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ]
}

function parseExitCode(text: string): number {
  const code = Number(text)
  if (!Number.isInteger(code) || code < 0 || code > 255)
    throw new InvalidArgumentError('It must be a whole number from 0 to 255.')
  return code
}
