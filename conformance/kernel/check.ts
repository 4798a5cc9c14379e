import { compareWorlds } from './compare.ts'
import { randomWorlds } from './random.ts'
import { suiteWorlds } from './suite.ts'
import { hasIp6 } from './system.ts'
import type { World } from './world.ts'

/**
 * The check itself, as `run.ts` starts it: in a network namespace of its own. `--all` takes every step of the suite;
 * FUZZ_RUNS says how many random worlds, FUZZ_SEED which.
 */
process.on('disconnect', () => process.exit(1))
process.channel?.unref()

const sampled = 60
const runs = Number(process.env['FUZZ_RUNS'] ?? 40)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124)
let passed = 0
let failed = 0

const suite = suiteWorlds(process.env['WARRANT_CORPORA'])
if (suite === undefined) console.log('cyclonus: skipped, WARRANT_CORPORA names no folder with net/cyclonus')
else {
  const step = process.argv.includes('--all') ? 1 : Math.max(1, suite.length / sampled)
  const chosen = Array.from({ length: Math.floor(suite.length / step) }, (_, i) => Math.floor(i * step))
  await hold(
    `cyclonus, ${chosen.length} of ${suite.length} steps`,
    chosen.flatMap((i) => suite[i] ?? []),
  )
}
const ip6 = hasIp6()
await hold(
  `random worlds${ip6 ? ' of two families' : ' without IPv6, which the kernel lacks'}`,
  randomWorlds(runs, seed, ip6),
)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function hold(name: string, worlds: readonly World[]): Promise<void> {
  const began = performance.now()
  const count = await compareWorlds(worlds)
  passed += count.passed
  failed += count.failed
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const probes = count.passed + count.failed
  console.log(`${name}: ${count.worlds} worlds, ${probes} probes in ${seconds} s, ${count.failed} differ`)
}
