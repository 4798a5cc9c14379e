import { type Command, Option } from 'commander'
import { frameworkNames, severityNames } from './choices.ts'
import { addInputOptions, addOutcomeOptions, collectList, type InputOptions } from './input-options.ts'

/** Options that every command has which judges manifests by rules. */
export interface JudgeOptions extends InputOptions {
  readonly profile?: 'default' | 'all'
  readonly rule?: readonly string[]
  readonly skipRule?: readonly string[]
  readonly framework?: (typeof frameworkNames)[number]
  readonly failOn?: (typeof severityNames)[number]
  readonly peerWarrants: boolean
}

/** Adds the paths and options by which input, rules and the exit status are chosen. */
export function addJudgeOptions(command: Command): Command {
  addInputOptions(command)
    .addOption(new Option('--profile <name>', 'which rules are on').choices(['default', 'all']))
    .option('--rule <id>', 'only this rule; may be repeated, or a list with commas', collectList)
    .option('--skip-rule <id>', 'all but this rule; may be repeated, or a list with commas', collectList)
    .addOption(new Option('--framework <name>', 'only rules with a control in this framework').choices(frameworkNames))
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit status 1 (default: high)').choices(
        severityNames,
      ),
    )
    .option('--no-peer-warrants', "pay no heed to reasons in other tools' annotations and labels")
  return addOutcomeOptions(command, 'there are findings')
}
