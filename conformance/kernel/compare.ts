import { buildNetwork, type Network, type PeerRef } from '../../packages/engine/src/network/index.ts'
import { Lab } from './lab.ts'
import { refuseAll, rulesetOf } from './nftables.ts'
import type { Outcome, Target } from './pod.ts'
import { type Addresses, objectsOf, type World } from './world.ts'

export interface Count {
  worlds: number
  passed: number
  failed: number
}

/** Holds the engine's verdicts on worlds against what gets through where their policies are in force. */
export async function compareWorlds(worlds: readonly World[]): Promise<Count> {
  const count: Count = { worlds: 0, passed: 0, failed: 0 }
  // Worlds of the same machines share a lab.
  for (const alike of Map.groupBy(worlds, machinesKey).values()) {
    const [first] = alike
    if (first === undefined) continue
    const machines = machinesOf(first)
    const targets = machines.map((_, i) => targetsOf(first, i))
    const lab = await Lab.build(
      machines.map(({ addresses }) => addresses),
      first.probed,
    )
    try {
      await proveLab(lab, targets)
      for (const world of alike) {
        lab.load(rulesetOf(world))
        compareWorld(world, targets, await lab.again(), count)
      }
    } finally {
      await lab.close()
    }
  }
  return count
}

interface Machine {
  readonly title: string
  readonly addresses: Addresses
  readonly isPod: boolean
}

function machinesOf({ pods, outside }: World): Machine[] {
  return [
    ...pods.map(({ namespace, name, addresses }) => ({ title: `${namespace}/${name}`, addresses, isPod: true })),
    ...outside.map((addresses) => ({ title: 'outside', addresses, isPod: false })),
  ]
}

function machinesKey(world: World): string {
  const machines = machinesOf(world).map(({ addresses, isPod }) => [addresses, isPod])
  return JSON.stringify([machines, world.probed])
}

/** Everything but itself, which no policy is asked about, and what lies outside from outside. */
function targetsOf(world: World, from: number): Target[] {
  const machines = machinesOf(world)
  const { addresses: own = [], isPod } = machines[from] ?? {}
  return machines.flatMap((machine, to) => {
    if (to === from || (!isPod && !machine.isPod)) return []
    return machine.addresses
      .filter((address) => own.some((mine) => mine.includes(':') === address.includes(':')))
      .flatMap((address) =>
        world.probed.flatMap((port) =>
          (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ address, port, protocol })),
        ),
      )
  })
}

/** Without rules everything must get through, and nothing where all is refused: else no probe says anything of policies. */
async function proveLab(lab: Lab, targets: readonly (readonly Target[])[]): Promise<void> {
  lab.load('flush ruleset')
  expectAll(await lab.probe(targets), 'passed', 'without rules')
  lab.load(refuseAll)
  expectAll(await lab.again(), 'refused', 'where all is refused')
}

function expectAll(outcomes: readonly (readonly Outcome[])[], wanted: Outcome, when: string): void {
  const others = outcomes.flat().filter((outcome) => outcome !== wanted)
  if (others.length > 0)
    throw new Error(`${others.length} probes are not ${wanted} ${when}, but ${[...new Set(others)].join(', ')}`)
}

function compareWorld(
  world: World,
  targets: readonly (readonly Target[])[],
  outcomes: readonly (readonly Outcome[])[],
  count: Count,
): void {
  const network = buildNetwork(objectsOf(world))
  const machines = machinesOf(world)
  count.worlds++
  for (const [i, machine] of machines.entries()) {
    for (const [j, target] of (targets[i] ?? []).entries()) {
      const verdict = verdictOn(network, machine, machines, target)
      const outcome = outcomes[i]?.[j]
      if (outcome === (verdict.verdict === 'allow' ? 'passed' : verdict.verdict === 'deny' ? 'refused' : '')) {
        count.passed++
        continue
      }
      if (count.failed++ >= 10) continue
      console.log(`FAIL ${world.title}: ${machine.title} to ${target.address} ${target.protocol} ${target.port}`)
      console.log(`  kernel  ${outcome}\n  verdict ${verdict.verdict}: ${verdict.reasons.join('; ')}`)
      console.log(`  ${JSON.stringify(world.policies)}`)
    }
  }
}

function verdictOn(
  network: Network,
  from: Machine,
  machines: readonly Machine[],
  { address, port, protocol }: Target,
): ReturnType<Network['verdict']> {
  const family = (each: string) => each.includes(':')
  const own = from.addresses.find((each) => family(each) === family(address)) ?? ''
  const to = machines.find(({ addresses }) => addresses.includes(address))
  return network.verdict(refOf(from, own), to ? refOf(to, address) : { ip: address }, { port, protocol })
}

/** A pod by its name, where that stands for the address: names mean the primary one. */
function refOf({ title, addresses, isPod }: Machine, address: string): PeerRef {
  return isPod && address === addresses[0] ? { pod: title } : { ip: address }
}
