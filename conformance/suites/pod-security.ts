import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  type Check,
  checks,
  type Defaulting,
  evaluatePod,
  formatVersion,
  podView,
} from '../../packages/engine/src/pod-security/index.ts'
import type { Case, Suite } from '../suite.ts'

/** What upstream's evaluator says of a pod at a level, over a range of minors, both ends included. */
interface Golden {
  readonly level: string
  readonly from: number
  readonly to: number
  readonly allowed: boolean
  readonly reason?: string
  readonly detail?: string
  readonly checks?: readonly { readonly id: string; readonly reason: string; readonly detail: string }[]
}

interface Fixture {
  readonly id: string
  readonly pod: unknown
  readonly golden: readonly Golden[]
}

interface DefaultingCase extends Fixture {
  readonly defaultedPod: unknown
  readonly goldenWithoutDefaulting: readonly Golden[]
}

interface UnitVector {
  readonly fn: string
  readonly name: string
  readonly pod: unknown
  readonly result: {
    readonly Allowed: boolean
    readonly ForbiddenReason: string
    readonly ForbiddenDetail: string
  }
}

/** Every pod at every level and version, the single checks, and what defaulting changes: verdict and words. */
export const podSecurity: Suite = {
  name: 'pod-security',
  folder: 'psa',
  run: (folder) => ({
    cases: [
      ...lines<Fixture>(gunzipSync(readFileSync(join(folder, 'psa-fixtures.jsonl.gz'))).toString()).flatMap(
        ({ id, pod, golden }) => casesOf(id, pod, golden, 'pod'),
      ),
      ...lines<UnitVector>(readFileSync(join(folder, 'psa-unit.jsonl'), 'utf8')).map(unitCase),
      ...lines<DefaultingCase>(readFileSync(join(folder, 'psa-defaulting.jsonl'), 'utf8')).flatMap((each) => [
        ...casesOf(each.id, each.pod, each.golden, 'pod'),
        ...casesOf(`${each.id}/defaulted`, each.defaultedPod, each.golden, 'none'),
        ...casesOf(`${each.id}/as-written`, each.pod, each.goldenWithoutDefaulting, 'none'),
      ]),
    ],
    outOfScope: [],
  }),
}

function lines<Row>(text: string): Row[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

function casesOf(id: string, pod: unknown, golden: readonly Golden[], defaulting: Defaulting): Case[] {
  return golden.flatMap((expected) => {
    const cases: Case[] = []
    const { level, from, to } = expected
    for (let minor = from; minor <= to; minor++) {
      const version = formatVersion(minor)
      const difference = differenceOf(evaluatePod(pod, { level, version, defaulting }), expected)
      cases.push({ id: `${id}/${level}:${version}`, difference })
    }
    return cases
  })
}

function differenceOf(
  { allowed, reason, detail, violations }: ReturnType<typeof evaluatePod>,
  expected: Golden,
): string {
  const ours = { allowed, reason, detail, checks: violations.map((each) => [each.check, each.reason, each.detail]) }
  const theirs = {
    allowed: expected.allowed,
    reason: expected.reason ?? (expected.checks ?? []).map((each) => each.reason).join(', '),
    detail: expected.detail ?? '',
    checks: (expected.checks ?? []).map((each) => [each.id, each.reason, each.detail]),
  }
  return compare(ours, theirs)
}

function unitCase({ fn, name, pod, result }: UnitVector): Case {
  const id = `${fn}/${name}`
  const found = checkNamed(fn)
  if (!found) return { id, difference: `no check is known by the name of ${fn}` }
  const version = found.check.versions.findLast(({ since }) => since <= found.minor)
  const refusal = version?.run(podView(pod, 'none'))
  const ours = { allowed: refusal === undefined, reason: refusal?.reason ?? '', detail: refusal?.detail ?? '' }
  const theirs = { allowed: result.Allowed, reason: result.ForbiddenReason, detail: result.ForbiddenDetail }
  return { id, difference: compare(ours, theirs) }
}

/** Upstream names its functions after the check and the version: `runAsUser1_35`, `sysctlsV1Dot29`, `procMount1_35baseline`. */
function checkNamed(fn: string): { readonly check: Check; readonly minor: number } | undefined {
  const match = /^(.+?)_?(?:V?1(?:_|Dot))(\d+)(baseline|restricted)?$/i.exec(fn)
  if (!match) return undefined
  const name = `${match[1] ?? ''}${match[3] ?? ''}`.toLowerCase()
  const check = (checks as readonly Check[]).find(({ id }) => {
    const plain = id.replace('_', '').toLowerCase()
    return plain === name || `${plain}baseline` === name
  })
  return check && { check, minor: Number(match[2]) }
}

function compare(ours: object, theirs: object): string {
  const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)]
  return a === b ? '' : `${a} instead of ${b}`
}
