import { createSocket, type Socket } from 'node:dgram'
import { connect, createServer, isIPv6 } from 'node:net'
import { disguisedPorts, disguiseRules } from './disguise.ts'
import { hasIp6, run, setParameter } from './system.ts'

/**
 * One pod: a process in a network namespace of its own, in which it answers on every port that is probed and probes those
 * of others. Sockets belong to the namespace of whoever opens them, so nobody else can do it. It ends with its parent, and
 * the namespace with it.
 */

export type Order =
  | { readonly kind: 'configure'; readonly commands: readonly string[] }
  | { readonly kind: 'listen'; readonly addresses: readonly string[]; readonly ports: readonly number[] }
  | { readonly kind: 'probe'; readonly targets: readonly Target[] }
  | { readonly kind: 'again' }

export interface Target {
  readonly address: string
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

/** `passed`, `refused`, `silent`, or what else went wrong. */
export type Outcome = string

export type Answer = { readonly result: readonly Outcome[] } | { readonly error: string }

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  answer(order).then(
    (result) => tell({ result }),
    (error: unknown) => tell({ error: String(error) }),
  )
})
tell({ result: [] })

/** The parent may have gone before its answer; then there is nobody to tell. */
function tell(answered: Answer): void {
  process.send?.(answered, undefined, undefined, () => undefined)
}

let current: readonly Target[] = []

async function answer(order: Order): Promise<readonly Outcome[]> {
  switch (order.kind) {
    case 'configure':
      configure(order.commands)
      return []
    case 'listen':
      await Promise.all(order.addresses.flatMap((address) => order.ports.map((port) => listen(address, port))))
      return []
    case 'probe':
      current = order.targets
      return probeAll()
    case 'again':
      return probeAll()
  }
}

function configure(commands: readonly string[]): void {
  if (hasIp6()) setParameter('ipv6/conf/all/disable_ipv6', '0')
  run('ip', ['-batch', '-'], commands.join('\n'))
  run('nft', ['-f', '-'], disguiseRules)
}

async function listen(address: string, port: number): Promise<void> {
  const server = createServer((socket) => socket.on('error', () => undefined))
  const echo = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  echo.on('message', (message, { port: to, address: whose }) => echo.send(message, to, whose))
  echo.on('error', () => undefined)
  await Promise.all([
    new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, address, resolve)),
    new Promise<void>((resolve) => echo.bind(port, address, resolve)),
  ])
}

function probeAll(): Promise<Outcome[]> {
  return Promise.all(
    current.map(async (target) => {
      const first = await probe(target)
      // A busy machine may lose a packet. What is refused or passes says so at once.
      return first === 'silent' ? probe(target) : first
    }),
  )
}

function probe(target: Target): Promise<Outcome> {
  return target.protocol === 'TCP' ? probeTcp(target) : probeDatagram(target)
}

const patience = 2000

function probeTcp({ address, port }: Target): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = connect(port, address)
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      // Without a reset the connection would linger, and its port be taken for later steps.
      socket.resetAndDestroy()
      resolve(outcome)
    }
    const timer = setTimeout(() => settle('silent'), patience)
    socket.on('connect', () => settle('passed'))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      settle(error.code === 'ECONNREFUSED' ? 'refused' : codeOf(error)),
    )
  })
}

interface Client {
  readonly socket: Socket
  waiting: { readonly text: string; readonly settle: (outcome: Outcome) => void } | undefined
}

/** Connected sockets, as only those are told of a refusal; kept, so that steps reuse a port as real clients do. */
const clients = new Map<Target, Promise<Client>>()
let sent = 0

async function probeDatagram(target: Target): Promise<Outcome> {
  let known = clients.get(target)
  if (known === undefined) clients.set(target, (known = clientFor(target)))
  const client = await known
  return new Promise((resolve) => {
    const text = String(sent++)
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      client.waiting = undefined
      resolve(outcome)
    }
    const timer = setTimeout(() => settle('silent'), patience)
    client.waiting = { text, settle }
    client.socket.send(text, (error) => error && client.waiting?.text === text && settle(outcomeOf(error)))
  })
}

function clientFor({ address, port, protocol }: Target): Promise<Client> {
  const client: Client = { socket: createSocket(isIPv6(address) ? 'udp6' : 'udp4'), waiting: undefined }
  client.socket.on('message', (message) => {
    if (client.waiting?.text === message.toString()) client.waiting.settle('passed')
  })
  client.socket.on('error', (error) => client.waiting?.settle(outcomeOf(error)))
  return new Promise((resolve, reject) => {
    client.socket.once('error', reject)
    const join = () => client.socket.connect(port, address, () => resolve(client))
    if (protocol === 'SCTP') client.socket.bind(disguisedPorts.first + clients.size, join)
    else join()
  })
}

/** What the reject rules answer to what is not TCP: IPv4 and IPv6 have a different name for it. */
function outcomeOf(error: NodeJS.ErrnoException): Outcome {
  return error.code === 'EHOSTUNREACH' || error.code === 'EACCES' ? 'refused' : codeOf(error)
}

function codeOf({ code, message }: NodeJS.ErrnoException): Outcome {
  return code ?? message
}
