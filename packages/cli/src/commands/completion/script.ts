import type { Command, Option } from 'commander'
import { rules } from '@warrant/engine/rules'

interface CompletedOption {
  readonly flags: readonly string[]
  readonly takesValue: boolean
  readonly values: readonly string[]
  readonly description: string
}

interface CompletedCommand {
  readonly name: string
  readonly description: string
  readonly options: readonly CompletedOption[]
  /** Values of the first argument; files where there are none. */
  readonly values: readonly string[]
  /** Commands of its own, which stand in place of an argument. */
  readonly commands: readonly CompletedCommand[]
}

/** The completion script of a shell, made from the command line's own definition. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish', program: Command): string {
  const commands = program.commands.map(describeCommand)
  switch (shell) {
    case 'bash':
      return bashScript(commands)
    case 'zsh':
      return `#compdef warrant kubectl-warrant\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`
    case 'fish':
      return fishScript(commands)
  }
}

function describeCommand(command: Command): CompletedCommand {
  const ids = rules.map((rule) => rule.id)
  const argument = command.registeredArguments[0]
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    options: command.options.map((option) => describeOption(option, ids)),
    values: argument?.argChoices ?? (command.name() === 'rules' ? ids : []),
    commands: command.commands.map(describeCommand),
  }
}

function describeOption(option: Option, ids: readonly string[]): CompletedOption {
  const name = option.attributeName()
  const ruleOption = name === 'rule' || name === 'skipRule'
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
    takesValue: option.required || option.optional,
    values: option.argChoices ?? (ruleOption ? ids : []),
    description: option.description,
  }
}

function bashScript(commands: readonly CompletedCommand[]): string {
  return `_warrant() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${namesOf(commands)} help --help --version" -- "$current"))
    return
  fi
${bashCase(commands, 1)}
}
complete -o filenames -F _warrant warrant kubectl-warrant
`
}

/** What follows on the command that stands at a place of the line. */
function bashCase(commands: readonly CompletedCommand[], place: number): string {
  const cases = commands.map((command) =>
    command.commands.length === 0
      ? bashCommand(command)
      : [
          `    ${command.name})`,
          `      if [[ $COMP_CWORD -eq ${place + 1} ]]; then COMPREPLY=($(compgen -W "${namesOf(command.commands)} --help" -- "$current")); return; fi`,
          bashCase(command.commands, place + 1),
          '      ;;',
        ].join('\n'),
  )
  return [`  case "\${COMP_WORDS[${place}]}" in`, ...cases, '  esac'].join('\n')
}

function bashCommand(command: CompletedCommand): string {
  const values = command.options.filter(({ takesValue }) => takesValue)
  const branches = values.map(
    ({ flags, values: words }) =>
      `        ${flags.join('|')}) ${words.length > 0 ? `COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$current"))` : 'COMPREPLY=($(compgen -f -- "$current"))'}; return ;;`,
  )
  const flags = command.options.flatMap((option) => option.flags).join(' ')
  const rest =
    command.values.length > 0
      ? `COMPREPLY=($(compgen -W "${command.values.join(' ')}" -- "$current"))`
      : 'COMPREPLY=($(compgen -f -- "$current"))'
  return [
    `    ${command.name})`,
    '      case "$previous" in',
    ...branches,
    '      esac',
    `      if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "${flags}" -- "$current"))`,
    `      else ${rest}; fi ;;`,
  ].join('\n')
}

function namesOf(commands: readonly CompletedCommand[]): string {
  return commands.map(({ name }) => name).join(' ')
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap((command) => fishCommand(command, '__fish_use_subcommand', ''))
  return `${[...lines, 'complete -c kubectl-warrant -w warrant'].join('\n')}\n`
}

/** `before` holds while the command is not chosen yet; `above` are conditions of the commands that it is part of. */
function fishCommand(
  { name, description, options, values, commands }: CompletedCommand,
  before: string,
  above: string,
): string[] {
  const chosen = `${above}__fish_seen_subcommand_from ${name}`
  const here = `-n ${fishWord(chosen)}`
  return [
    `complete -c warrant -n ${fishWord(before)} -f -a ${name} -d ${fishWord(description)}`,
    ...options.map(({ flags, takesValue, values: words, description: text }) => {
      const names = flags
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ')
      const value = takesValue ? (words.length > 0 ? ` -x -a ${fishWord(words.join(' '))}` : ' -r') : ''
      return `complete -c warrant ${here} ${names}${value} -d ${fishWord(text)}`
    }),
    ...(values.length > 0 ? [`complete -c warrant ${here} -f -a ${fishWord(values.join(' '))}`] : []),
    ...commands.flatMap((each) =>
      fishCommand(each, `${chosen}; and not __fish_seen_subcommand_from ${namesOf(commands)}`, `${chosen}; and `),
    ),
  ]
}

function fishWord(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
