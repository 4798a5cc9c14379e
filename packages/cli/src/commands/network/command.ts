import type { Command } from 'commander'
import type { SetExitCode } from '../../program.ts'
import { addDiff } from './diff-command.ts'
import { addNetworkDns } from './dns/command.ts'
import { addExplain } from './explain-command.ts'
import { addReach } from './reach-command.ts'

/** `warrant network`: what can connect, and why not. */
export function addNetwork(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command('network')
    .summary('what can connect, and why not')
    .description('Judges connections by Services and by every policy, exactly as a kernel that enforces them.')
  addReach(command, setExitCode)
  addExplain(command, setExitCode)
  addDiff(command, setExitCode)
  addNetworkDns(command, setExitCode)
}
