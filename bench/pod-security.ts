import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { evaluatePod } from '../packages/engine/src/pod-security/index.ts'
import { pod } from '../packages/engine/test/pods.ts'

/** 400 pods of one to six containers, most of which fail several checks; the same on every run. */
const pods = fc.sample(pod, { numRuns: 400, seed: 1 }).map((each) => JSON.parse(JSON.stringify(each)) as unknown)

/** Pods that are judged and told about in a second, for each level; upstream's functions on the same pods where they are built. */
export function* podSecurityBenchmark(): Generator<string> {
  const upstream = upstreamRates()
  for (const level of ['baseline', 'restricted']) {
    const rates = [0, 1, 2, 3].map(() => rateOf(level))
    const best = Math.max(...rates.slice(1))
    const beside = upstream.get(level)
    const peer = beside === undefined ? '' : `, Go ${Math.round(beside).toLocaleString('en')}`
    yield `${`pod-security ${level}`.padEnd(24)} ${Math.round(best).toLocaleString('en')} pods/s${peer}`
  }
}

function rateOf(level: string): number {
  const started = performance.now()
  let count = 0
  while (performance.now() - started < 1000) {
    for (const each of pods) evaluatePod(each, { level, version: 'v1.36' })
    count += pods.length
  }
  return (count / (performance.now() - started)) * 1000
}

function upstreamRates(): Map<string, number> {
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
