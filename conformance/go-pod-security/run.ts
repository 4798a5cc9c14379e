import fc from 'fast-check'
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
import { goProgram } from '../go.ts'
import { startOracle } from '../oracle.ts'
import { differenceOf, RandomChecks } from '../random-checks.ts'
import type { About, Verdict } from './answers.ts'
import { type Labelled, labelled } from './labels.ts'
import { podsOf } from './pods.ts'

/**
 * Compares verdicts and words with the code that the API server runs: random pods at every level and version, the quoting
 * of every character, and the labels of namespaces.
 */

const oracle = startOracle(goProgram(import.meta.dirname))
const random = new RandomChecks(3000)
const about = await oracle.ask<About>({ about: true })
const versions = comparedVersions()
const unlike = unlikeCharacters()

const pods = podsOf({ volumeSources: about.volumeSources, isKnown })
for (const defaulting of ['none', 'pod', 'template'] as const)
  await random.hold(`pods, defaulting ${defaulting}`, pods, (pod) => podDifference(pod, defaulting, versions))
await random.hold('labels', labelled, labelDifference)
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
random.finish()

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

async function podDifference(pod: unknown, defaulting: Defaulting, at: readonly string[]): Promise<string> {
  const { verdicts } = await oracle.ask<{ readonly verdicts: readonly Verdict[] }>({ pod, defaulting, versions: at })
  return differenceOf(ourVerdicts(pod, defaulting, at), verdicts)
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
  return differenceOf(ours, theirs)
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
  if (differences > 0) random.failed += differences
  else {
    random.passed++
    console.log(`characters: ${characters.length} are quoted alike`)
  }
}

/** The random pods are worth something only if every check refuses some and passes others. */
function everyCheck(): void {
  const { runs, seed } = random
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
    if (count > 0 && count < sample.length) random.passed++
    else {
      random.failed++
      console.log(`FAIL ${check} refuses ${count} of ${sample.length} random pods`)
    }
  }
  console.log(
    `of ${sample.length} pods, ${allowed.baseline} pass baseline and ${allowed.restricted} restricted; each of ${refusals.size} checks refuses some`,
  )
}
