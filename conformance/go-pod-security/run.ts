import fc, { type Arbitrary } from 'fast-check'
import {
  checks,
  type Defaulting,
  evaluatePod,
  formatPolicy,
  formatVersion,
  modes,
  newestMinor,
  policyOf,
} from '../../packages/engine/src/pod-security/index.ts'
import { buildGo } from '../go.ts'
import { type Labelled, labelled } from './labels.ts'
import { type About, startOracle, type Verdict } from './oracle.ts'
import { podsOf } from './pods.ts'

/**
 * Compares verdicts and words with the code that the API server runs: random pods at every level and version, the quoting
 * of every character, and the labels of namespaces. FUZZ_RUNS says how many of each, FUZZ_SEED which.
 */

const program = buildGo(import.meta.dirname)
if ('reason' in program) {
  console.log(`go-pod-security: skipped, ${program.reason}`)
  process.exit(0)
}
const runs = Number(process.env['FUZZ_RUNS'] ?? 3000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124)
const oracle = startOracle(program.path)
const about = await oracle.ask<About>({ about: true })
const versions = comparedVersions()
const unlike = unlikeCharacters()
let passed = 0
let failed = 0

const pods = podsOf({ volumeSources: about.volumeSources, isKnown })
for (const defaulting of ['none', 'pod', 'template'] as const)
  await hold(`pods, defaulting ${defaulting}`, pods, (pod) => podDifference(pod, defaulting, versions))
await hold('labels', labelled, labelDifference)
await everyCharacter()
everyCheck()
oracle.stop()

console.log(
  `go-pod-security: k8s.io/pod-security-admission ${about.modules['k8s.io/pod-security-admission']}, levels baseline and restricted at ${versions.length} versions, ${versions[0]} to ${versions.at(-1)}`,
)
if (about.newestMinor !== newestMinor)
  console.log(
    `go-pod-security: the module knows versions up to v1.${about.newestMinor}, Warrant up to v1.${newestMinor}`,
  )
if (unlike.size > 0)
  console.log(
    `go-pod-security: ${unlike.size} characters left out, which came after Unicode ${about.unicode} of Go or ${process.versions['unicode']} of Node`,
  )
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** All that both sides know; what is newer than the newest is compared where both have the same newest. */
function comparedVersions(): string[] {
  const common = Math.min(about.newestMinor, newestMinor)
  const numbered = Array.from({ length: common + 1 }, (_, minor) => formatVersion(minor))
  return about.newestMinor === newestMinor ? [...numbered, `v1.${newestMinor + 1}`, 'v1.1000', 'latest'] : numbered
}

/** Characters that are assigned on one side only. */
function unlikeCharacters(): Set<number> {
  const found = new Set<number>()
  const unassigned = new Set(
    about.unassigned.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i)),
  )
  for (let code = 0; code <= 0x10ffff; code++) {
    const known = !/^\p{Cn}$/u.test(String.fromCodePoint(code))
    if (known === unassigned.has(code)) found.add(code)
  }
  return found
}

function isKnown(text: string): boolean {
  for (const character of text) if (unlike.has(character.codePointAt(0) ?? 0)) return false
  return true
}

/** Compares on random values; the counterexample that is printed is made as small as it gets. */
async function hold<Value>(
  name: string,
  values: Arbitrary<Value>,
  difference: (value: Value) => Promise<string>,
): Promise<void> {
  let last = ''
  const property = fc.asyncProperty(values, async (value) => {
    const found = await difference(value)
    if (found !== '') last = found
    return found === ''
  })
  const result = await fc.check(property, { seed, numRuns: runs })
  if (!result.failed) {
    passed += result.numRuns
    console.log(`${name}: ${result.numRuns} agree`)
    return
  }
  passed += result.numRuns - 1
  failed++
  console.log(`FAIL ${name}: ${JSON.stringify(result.counterexample?.[0])}\n${last || String(result.errorInstance)}`)
}

async function podDifference(pod: unknown, defaulting: Defaulting, at: readonly string[]): Promise<string> {
  const { verdicts } = await oracle.ask<{ readonly verdicts: readonly Verdict[] }>({ pod, defaulting, versions: at })
  return compare(ourVerdicts(pod, defaulting, at), verdicts)
}

function ourVerdicts(pod: unknown, defaulting: Defaulting, at: readonly string[]): Verdict[] {
  const verdicts: Verdict[] = []
  for (const level of ['baseline', 'restricted']) {
    for (const version of at) {
      const { allowed, reason, detail } = evaluatePod(pod, { level, version, defaulting })
      const last = verdicts.at(-1)
      const isSame =
        last?.level === level && last.reason === reason && last.detail === detail && last.allowed === allowed
      if (isSame) verdicts[verdicts.length - 1] = { ...last, to: version }
      else verdicts.push({ level, from: version, to: version, allowed, reason, detail })
    }
  }
  return verdicts
}

async function labelDifference({ labels, defaults }: Labelled): Promise<string> {
  const texts = Object.fromEntries(
    modes.map((mode) => [mode, { level: defaults[mode].level, version: formatVersion(defaults[mode].version) }]),
  )
  const theirs = await oracle.ask<object>({ labels: labels ?? null, defaults: texts })
  const { policy, errors } = policyOf(labels, defaults)
  const ours = {
    audit: formatPolicy(policy.audit),
    enforce: formatPolicy(policy.enforce),
    errors: errors.map(({ label, value, message }) => ({ field: `metadata.labels[${label}]`, value, message })),
    warn: formatPolicy(policy.warn),
  }
  return compare(ours, theirs)
}

/** Go quotes the values of annotations: every character there is, but those that one side does not know. */
async function everyCharacter(): Promise<void> {
  const characters = Array.from({ length: 0x110000 }, (_, code) => code).filter(
    (code) => !unlike.has(code) && (code < 0xd800 || code > 0xdfff),
  )
  let differences = 0
  for (let i = 0; i < characters.length; i += 256) {
    const value = `x${String.fromCodePoint(...characters.slice(i, i + 256))}`
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/a': value }
    const difference = await podDifference({ metadata: { annotations }, spec: {} }, 'none', ['v1.0'])
    if (difference === '') continue
    differences++
    console.log(`FAIL quoting of ${JSON.stringify(value)}\n${difference}`)
  }
  if (differences > 0) failed += differences
  else {
    passed++
    console.log(`characters: ${characters.length} are quoted alike`)
  }
}

/** The random pods are worth something only if every check refuses some and passes others. */
function everyCheck(): void {
  if (runs < 1000) return
  const sample = fc.sample(pods, { seed, numRuns: runs })
  const refusals = new Map<string, number>(checks.map(({ id }) => [id, 0]))
  const allowed = { baseline: 0, restricted: 0 }
  for (const pod of sample) {
    const refusing = new Set<string>()
    for (const level of ['baseline', 'restricted'] as const) {
      for (const version of ['v1.0', 'v1.19', 'v1.37']) {
        const verdict = evaluatePod(pod, { level, version, defaulting: 'none' })
        if (version === 'v1.37' && verdict.allowed) allowed[level]++
        for (const { check } of verdict.violations) refusing.add(check)
      }
    }
    for (const check of refusing) refusals.set(check, (refusals.get(check) ?? 0) + 1)
  }
  for (const [check, count] of refusals) {
    if (count > 0 && count < sample.length) passed++
    else {
      failed++
      console.log(`FAIL ${check} refuses ${count} of ${sample.length} random pods`)
    }
  }
  console.log(
    `of ${sample.length} pods, ${allowed.baseline} pass baseline and ${allowed.restricted} restricted; each of ${refusals.size} checks refuses some`,
  )
}

function compare(ours: object, theirs: object): string {
  const [here, there] = [JSON.stringify(ours), JSON.stringify(theirs)]
  return here === there ? '' : `  here ${here}\n  Go   ${there}`
}
