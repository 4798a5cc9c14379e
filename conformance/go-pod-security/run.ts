import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import {
  evaluatePod,
  formatPolicy,
  formatVersion,
  newestMinor,
  policyOf,
} from '../../packages/engine/src/pod-security/index.ts'
import { pod as anyPod } from '../../packages/engine/test/pods.ts'

/** Compares verdicts and words with the functions that the API server itself uses, on made-up pods and labels. */

interface GoVerdict {
  readonly allowed: boolean
  readonly reason: string
  readonly detail: string
}

interface GoOutput {
  readonly verdicts: readonly (readonly GoVerdict[])[]
  readonly labels: readonly { readonly policy: readonly string[]; readonly errors: readonly (readonly string[])[] }[]
}

const runs = Number(process.env['FUZZ_RUNS'] ?? 3000)
const oracle = buildOracle()
if (oracle === undefined) {
  console.log('go-pod-security: skipped, there is no Go toolchain, or its modules cannot be had')
  process.exit(0)
}

const prefix = 'pod-security.kubernetes.io/'
const labels = fc.dictionary(
  fc
    .constantFrom('enforce', 'audit', 'warn', 'enforce-version', 'audit-version', 'warn-version')
    .map((key) => prefix + key),
  fc.constantFrom(
    'privileged',
    'baseline',
    'restricted',
    'Baseline',
    '',
    'latest',
    'v1.0',
    'v1.30',
    'v1.99',
    'v1.05',
    '1.30',
    'v2.0',
    'v1.9007199254740991',
    'v1.9223372036854775808',
  ),
)
const seed = { numRuns: runs, seed: 1_000_003 }
// As it comes from a file, where what is undefined is not written.
const pods = fc.sample(anyPod, seed).map((pod) => JSON.parse(JSON.stringify(pod)) as unknown)
const labelled = fc.sample(labels, seed)

let passed = 0
let failed = 0
const perCall = 500
for (let first = 0; first < runs; first += perCall) {
  const batch = pods.slice(first, first + perCall)
  const labelBatch = labelled.slice(first, first + perCall)
  const { verdicts, labels: readLabels } = ask({ pods: batch, labels: labelBatch, newest: newestMinor })
  for (const [i, pod] of batch.entries()) comparePod(pod, verdicts[i] ?? [])
  for (const [i, each] of labelBatch.entries()) compare(JSON.stringify(each), readPolicy(each), readLabels[i])
}
console.log(`go-pod-security: ${runs} pods at both levels of every version, ${runs} sets of labels`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function ask(input: object): GoOutput {
  const output = execFileSync(oracle ?? '', { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 29 })
  return JSON.parse(output) as GoOutput
}

function comparePod(pod: unknown, theirs: readonly GoVerdict[]): void {
  let at = 0
  for (const level of ['baseline', 'restricted']) {
    for (let minor = 0; minor <= newestMinor; minor++) {
      const { allowed, reason, detail } = evaluatePod(pod, { level, version: formatVersion(minor), defaulting: 'none' })
      compare(`${JSON.stringify(pod)} at ${level}:v1.${minor}`, { allowed, reason, detail }, theirs[at++])
    }
  }
}

function readPolicy(of: Readonly<Record<string, string>>) {
  const { policy, errors } = policyOf(of)
  return {
    policy: [policy.enforce, policy.audit, policy.warn].map(formatPolicy),
    errors: errors.map(({ label, value, message }) => [`metadata.labels[${label}]`, value, message]),
  }
}

function compare(what: string, ours: unknown, theirs: unknown): void {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) passed++
  else if (failed++ < 10) console.log(`FAIL ${what}\n  here ${JSON.stringify(ours)}\n  Go   ${JSON.stringify(theirs)}`)
}

function buildOracle(): string | undefined {
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'warrant-ci', 'bin')
  const path = join(folder, 'go-pod-security')
  try {
    mkdirSync(folder, { recursive: true })
    execFileSync('go', ['build', '-o', path, '.'], { cwd: import.meta.dirname, stdio: ['ignore', 'ignore', 'pipe'] })
    return path
  } catch {
    return undefined
  }
}
