import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'

/** @throws Error with what the command says, when it fails. */
export function run(command: string, args: readonly string[], input = ''): void {
  const { status, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`)
}

/** Sets a parameter of the network namespace that this process is in. */
export function setParameter(name: string, value: string): void {
  writeFileSync(`/proc/sys/net/${name}`, `${value}\n`)
}

/** Whether the kernel speaks IPv6. */
export function hasIp6(): boolean {
  return existsSync('/proc/sys/net/ipv6/conf')
}
