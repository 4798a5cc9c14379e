import { execFileSync } from 'node:child_process'

/** User and system time of many runs of a program, in milliseconds per run, as the shell's `time` tells it. */
function cpuPerRun(command: string, runs: number): number {
  const script = `TIMEFORMAT='%U %S'; time (for i in $(seq ${runs}); do ${command} >/dev/null; done)`
  const output = execFileSync('bash', ['-c', `${script} 2>&1`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const [user = 0, system = 0] = output.trim().split(/\s+/).slice(-2).map(Number)
  return ((user + system) * 1000) / runs
}

/** What `warrant --help` costs over bare node: in turns, so that both see the same machine. */
export function helpOverNode(warrant: string): { readonly node: number; readonly warrant: number } {
  const node = JSON.stringify(process.execPath)
  const program = `${node} ${JSON.stringify(warrant)} --help`
  const empty = `${node} -e 0`
  cpuPerRun(program, 3)
  const rounds = Array.from({ length: 5 }, () => [cpuPerRun(empty, 10), cpuPerRun(program, 10)] as const)
  return { node: median(rounds.map(([bare]) => bare)), warrant: median(rounds.map(([, ours]) => ours)) }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
