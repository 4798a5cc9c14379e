import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Order, Outcome, Target } from './pod.ts'
import { hasIp6, run, setParameter } from './system.ts'
import type { Addresses } from './world.ts'

/** Where the pods send what is not for them. Source: how Calico does it; no bridge, so the forward hook sees it all. */
const gateway = { ip: '169.254.1.1', ip6: 'fe80::1' }

/**
 * Machines that this process routes between. It must be in a network namespace that is its own: it is the node, and its rules
 * are the node's. Namespaces have no names and end with their process, so none can be left behind or be in another's way.
 */
export class Lab {
  readonly #machines: readonly Machine[]
  readonly ports: readonly number[]

  private constructor(machines: readonly Machine[], ports: readonly number[]) {
    this.#machines = machines
    this.ports = ports
  }

  /** Makes a machine for each of the sets of addresses, which answers on the ports. */
  static async build(machines: readonly Addresses[], ports: readonly number[]): Promise<Lab> {
    prepareNode()
    const lab = new Lab(await Promise.all(machines.map((addresses, i) => Machine.start(addresses, `v${i}`))), ports)
    run('ip', ['-batch', '-'], lab.#machines.flatMap((machine) => machine.link()).join('\n'))
    await lab.#all((machine) => ({ kind: 'configure', commands: machine.commands() }))
    await lab.#all(({ addresses }) => ({ kind: 'listen', addresses, ports }))
    return lab
  }

  /** Puts rules in force. What connections there were are forgotten: they would let pass what the rules refuse. */
  load(ruleset: string): void {
    run('nft', ['-f', '-'], ruleset)
    run('conntrack', ['-F'])
  }

  /** Probes each machine's targets, all at the same time. */
  probe(targets: readonly (readonly Target[])[]): Promise<readonly (readonly Outcome[])[]> {
    return this.#all((_, i) => ({ kind: 'probe', targets: targets[i] ?? [] }))
  }

  /** The same probes once more. */
  again(): Promise<readonly (readonly Outcome[])[]> {
    return this.#all(() => ({ kind: 'again' }))
  }

  async close(): Promise<void> {
    await Promise.all(this.#machines.map((machine) => machine.stop()))
  }

  #all(order: (machine: Machine, i: number) => Order): Promise<readonly (readonly Outcome[])[]> {
    return Promise.all(this.#machines.map((machine, i) => machine.ask(order(machine, i))))
  }
}

class Machine {
  readonly addresses: Addresses
  readonly #device: string
  readonly #child: ChildProcess

  private constructor(addresses: Addresses, device: string, child: ChildProcess) {
    this.addresses = addresses
    this.#device = device
    this.#child = child
  }

  static async start(addresses: Addresses, device: string): Promise<Machine> {
    const program = [process.execPath, join(import.meta.dirname, 'pod.ts')]
    const child = spawn('unshare', ['--net', ...program], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const machine = new Machine(addresses, device, child)
    await machine.#answer()
    return machine
  }

  /** What joins it to the node. */
  link(): string[] {
    return [
      `link add ${this.#device} type veth peer name eth0 netns ${this.#child.pid}`,
      `link set ${this.#device} up`,
      ...(this.addresses.some(isIp6) ? [`addr add ${gateway.ip6}/64 dev ${this.#device} nodad`] : []),
      ...this.addresses.map((address) => `route add ${whole(address)} dev ${this.#device}`),
    ]
  }

  /** What it does itself, in its own namespace. */
  commands(): string[] {
    return [
      'link set lo up',
      'link set eth0 up',
      ...this.addresses.flatMap((address) => [
        `addr add ${whole(address)} dev eth0 ${isIp6(address) ? 'nodad' : ''}`,
        ...(isIp6(address) ? [] : [`route add ${gateway.ip} dev eth0 scope link`]),
        `route add default via ${isIp6(address) ? gateway.ip6 : gateway.ip} dev eth0`,
      ]),
    ]
  }

  ask(order: Order): Promise<readonly Outcome[]> {
    this.#child.send(order)
    return this.#answer()
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
    // The device goes with the namespace, but not before the kernel finds the time.
    spawnSync('ip', ['link', 'delete', this.#device])
  }

  #answer(): Promise<readonly Outcome[]> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`the process of ${this.addresses.join(', ')} has ended`))
      this.#child.once('exit', ended)
      this.#child.once('message', (answer: Answer) => {
        this.#child.off('exit', ended)
        if ('error' in answer) reject(new Error(answer.error))
        else resolve(answer.result)
      })
    })
  }
}

function prepareNode(): void {
  run('ip', ['link', 'set', 'lo', 'up'])
  run('ip', ['addr', 'replace', `${gateway.ip}/32`, 'dev', 'lo'])
  setParameter('ipv4/ip_forward', '1')
  // No kind of ICMP message is rationed, or refusals would go missing.
  setParameter('ipv4/icmp_ratemask', '0')
  if (!hasIp6()) return
  setParameter('ipv6/conf/all/disable_ipv6', '0')
  setParameter('ipv6/conf/all/forwarding', '1')
  setParameter('ipv6/icmp/ratemask', '')
}

function isIp6(address: string): boolean {
  return address.includes(':')
}

function whole(address: string): string {
  return `${address}/${isIp6(address) ? 128 : 32}`
}
