import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { frameworkNames, severityNames } from './choices.ts'

/** Options that every command which judges manifests has. */
export interface JudgeOptions {
  readonly filename?: readonly string[]
  readonly config?: string
  readonly profile?: 'default' | 'all'
  readonly rule?: readonly string[]
  readonly skipRule?: readonly string[]
  readonly framework?: (typeof frameworkNames)[number]
  readonly namespace?: readonly string[]
  readonly exclude?: readonly string[]
  readonly helmValues?: readonly string[]
  readonly failOn?: (typeof severityNames)[number]
  readonly exitCode?: number
  readonly peerWarrants: boolean
  readonly recursive: boolean
  readonly color?: boolean
}

/** Adds the paths and options by which input, rules and the exit status are chosen. */
export function addJudgeOptions(command: Command): Command {
  return command
    .addArgument(new Argument('[path...]', 'files, folders, globs, charts or kustomizations; - for standard input'))
    .option('-f, --filename <path>', 'the same as a path; may be repeated', collect)
    .option('--no-recursive', 'read only the files right in a folder')
    .option('--exclude <glob>', 'pass over files when folders are read; may be repeated', collect)
    .option('--helm-values <file>', 'values for every Helm chart, beside its own; may be repeated', collect)
    .option('--config <file>', 'configuration to use instead of ./warrant.yaml')
    .addOption(new Option('--profile <name>', 'which rules are on').choices(['default', 'all']))
    .option('--rule <id>', 'only this rule; may be repeated, or a list with commas', collectList)
    .option('--skip-rule <id>', 'all but this rule; may be repeated, or a list with commas', collectList)
    .addOption(new Option('--framework <name>', 'only rules with a control in this framework').choices(frameworkNames))
    .option(
      '-n, --namespace <name>',
      'only findings in this namespace; may be repeated, * stands for any characters',
      collectList,
    )
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit status 1 (default: high)').choices(
        severityNames,
      ),
    )
    .addOption(
      new Option('--exit-code <n>', 'exit status in place of 1 when there are findings').argParser(parseExitCode),
    )
    .option('--no-peer-warrants', "pay no heed to reasons in other tools' annotations and labels")
    .option('--color', 'colour the output even where it is no terminal')
    .option('--no-color', 'never colour the output')
}

/** Collects a repeated option. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

function collectList(value: string, before: readonly string[] = []): string[] {
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
