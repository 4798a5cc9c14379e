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
  const cases = commands.map((command) => {
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
  })
  return `_warrant() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} help --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _warrant warrant kubectl-warrant
`
}

function fishScript(commands: readonly CompletedCommand[]): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const lines = commands.flatMap(({ name, description, options, values }) => {
    const here = `-n '__fish_seen_subcommand_from ${name}'`
    return [
      `complete -c warrant -n __fish_use_subcommand -f -a ${name} -d ${quote(description)}`,
      ...options.map(({ flags, takesValue, values: words, description: text }) => {
        const names = flags
          .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
          .join(' ')
        const value = takesValue ? (words.length > 0 ? ` -x -a ${quote(words.join(' '))}` : ' -r') : ''
        return `complete -c warrant ${here} ${names}${value} -d ${quote(text)}`
      }),
      ...(values.length > 0 ? [`complete -c warrant ${here} -f -a ${quote(values.join(' '))}`] : []),
    ]
  })
  return `${[...lines, 'complete -c kubectl-warrant -w warrant'].join('\n')}\n`
}
