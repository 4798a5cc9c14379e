import { buildNetwork } from '../packages/engine/src/network/index.ts'
import { networkObjects } from './network-world.ts'

/**
 * Measures a network of its own process, so that its memory is told too: building it, all pairs, and single verdicts. It
 * prints a line; `node bench/network.ts` runs it alone.
 */
const pods = 10_000
const policies = 1_000
const verdicts = 1_000_000

const objects = [...networkObjects({ pods, policies, namespaces: 200 })]
const names = objects.flatMap(({ kind, metadata }) =>
  kind === 'Pod' ? [`${(metadata as Named).namespace}/${(metadata as Named).name}`] : [],
)
interface Named {
  readonly namespace: string
  readonly name: string
}

const started = performance.now()
const network = buildNetwork(objects)
const built = performance.now()
const reach = network.reach()
let pairs = 0
let edges = 0
for (const { to } of reach.edges()) {
  edges++
  pairs += to.length
}
const pictured = performance.now()
let allowed = 0
for (let i = 0; i < verdicts; i++) {
  const from = names[(i * 7919) % names.length] ?? ''
  const to = names[(i * 104_729 + 31) % names.length] ?? ''
  const { verdict } = network.verdict({ pod: from }, { pod: to }, { port: 8000 + (i % 8), protocol: 'TCP' })
  if (verdict === 'allow') allowed++
}
const judged = performance.now()
const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(2)} s`
const count = (number: number) => number.toLocaleString('en')
console.log(
  `network: ${count(pods)} pods, ${count(policies)} policies: built in ${seconds(started, built)}; all pairs in ${seconds(built, pictured)} (${count(reach.groups.length)} groups, ${count(edges)} edges to ${count(pairs)} ends); ${count(verdicts)} verdicts in ${seconds(pictured, judged)} (${count(allowed)} allowed); ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
)
