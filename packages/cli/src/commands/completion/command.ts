import { type Command, Argument } from 'commander'

/** `warrant completion`: a script that completes commands, options and rule names. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'shell to complete for').choices(['bash', 'zsh', 'fish']))
    .summary('print a completion script for a shell')
    .description('Prints a script that completes commands, options, their values and rule names.')
    .addHelpText(
      'after',
      `
bash: source <(warrant completion bash)
zsh:  source <(warrant completion zsh)
fish: warrant completion fish | source`,
    )
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionScript } = await import('./script.ts')
      process.stdout.write(completionScript(shell, program))
    })
}
