import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { buildCluster, resourcesOf } from '../packages/engine/src/cluster/index.ts'
import { evaluatePod } from '../packages/engine/src/pod-security/index.ts'
import { readYaml } from '../packages/engine/src/yaml/index.ts'
import { pod } from '../packages/engine/test/pods.ts'

/** Made-up pods of one to six containers that fail seven checks on average; the same on every run. */
const madeUp = fc.sample(pod, { numRuns: 400, seed: 1 }).map((each) => JSON.parse(JSON.stringify(each)) as unknown)

/** The pods that the workloads of a folder of manifests make. */
function podsOf(folder: string): unknown[] {
  return readdirSync(folder)
    .slice(0, 20)
    .flatMap((name) => readYaml(name, readFileSync(join(folder, name), 'utf8')).documents)
    .flatMap((document) => resourcesOf(document).resources)
    .flatMap((resource) => buildCluster([resource]).workloads)
    .map(({ pod: { metadata, spec } }) => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec }))
}

/**
 * Pods that are judged and told about in a second, for each level, of an estate of manifests and made up to fail; upstream's
 * functions on the same pods where they are built.
 */
export function* podSecurityBenchmark(estate: string): Generator<string> {
  for (const [name, pods] of [
    ['estate', podsOf(estate)],
    ['made up', madeUp],
  ] as const) {
    const upstream = upstreamRates(pods)
    for (const level of ['baseline', 'restricted']) {
      const best = Math.max(...[0, 1, 2, 3].map(() => rateOf(level, pods)).slice(1))
      const beside = upstream.get(level)
      const peer = beside === undefined ? '' : `, Go ${Math.round(beside).toLocaleString('en')}`
      yield `${`pod-security ${level}, ${name}`.padEnd(34)} ${Math.round(best).toLocaleString('en')} pods/s${peer}`
    }
  }
}

function rateOf(level: string, pods: readonly unknown[]): number {
  const started = performance.now()
  let count = 0
  while (performance.now() - started < 1000) {
    for (const each of pods) evaluatePod(each, { level, version: 'v1.36' })
    count += pods.length
  }
  return (count / (performance.now() - started)) * 1000
}

function upstreamRates(pods: readonly unknown[]): Map<string, number> {
  const program = join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'warrant-ci',
    'bin',
    'go-pod-security',
  )
  try {
    const output = execFileSync(program, ['-bench'], {
      input: JSON.stringify({ pods }),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    return new Map(
      output
        .trim()
        .split('\n')
        .map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]),
    )
  } catch {
    return new Map()
  }
}
