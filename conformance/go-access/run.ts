import fc, { type Arbitrary } from 'fast-check'
import {
  impersonate,
  type ImpersonationCheck,
  isResourceRequest,
  requestInfo,
  type UserInfo,
} from '../../packages/engine/src/access/index.ts'
import { audited, type AuditPolicy } from '../../packages/engine/src/evidence/index.ts'
import { buildGo } from '../go.ts'
import { startOracle } from '../go-pod-security/oracle.ts'
import { policy } from './policies.ts'
import { anyRequest, impersonatingRequest, plainRequest, rawText, requester, type Sent } from './requests.ts'

/**
 * Compares what a request is about, how it is audited and whom it impersonates with the code that the API server runs.
 * FUZZ_RUNS says how many of each, FUZZ_SEED which.
 */

const program = buildGo(import.meta.dirname)
if ('reason' in program) {
  console.log(`go-access: skipped, ${program.reason}`)
  process.exit(0)
}
const runs = Number(process.env['FUZZ_RUNS'] ?? 20_000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_124)
const oracle = startOracle(program.path)
let passed = 0
let failed = 0

await hold('requests', anyRequest, requestDifference)
await hold('audit policies', fc.tuple(policy, plainRequest, requester), auditDifference)
const allowed = fc.constantFrom(0, 40, 80, 95, 100)
await hold(
  'impersonation',
  fc.tuple(impersonatingRequest, requester, allowed, fc.nat(1_000_000)),
  impersonationDifference,
)
oracle.stop()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

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
  passed += result.failed ? result.numRuns - 1 : result.numRuns
  if (result.failed) failed++
  const why = `${JSON.stringify(result.counterexample?.[0])}\n${last || String(result.errorInstance)}`
  console.log(result.failed ? `FAIL ${name}: ${why}` : `${name}: ${result.numRuns} agree`)
}

interface Info {
  readonly Failed: string
  readonly Parts: readonly string[] | null
  readonly [field: string]: unknown
}

async function requestDifference(sent: Sent): Promise<string> {
  const theirs = await oracle.ask<Info>({ raw: rawText(sent) })
  const ours = requestInfo(sent.method, sent.url)
  if (theirs.Failed !== '') return theirs.Failed.includes(ours.error ?? '?') ? '' : compare(ours.error, theirs.Failed)
  const { error, resourceRequest, path, verb, apiPrefix, apiGroup, apiVersion, parts, ...rest } = ours
  const fields = ['Namespace', 'Resource', 'Subresource', 'Name', 'FieldSelector', 'LabelSelector']
  const before = ['IsResourceRequest', 'Path', 'Verb', 'APIPrefix', 'APIGroup', 'APIVersion']
  return compare(
    [resourceRequest, path, verb, apiPrefix, apiGroup, apiVersion, parts, error, ...Object.values(rest)],
    [...before.map((field) => theirs[field]), theirs.Parts ?? [], undefined, ...fields.map((field) => theirs[field])],
  )
}

async function auditDifference([of, sent, from]: [AuditPolicy, Sent, UserInfo]): Promise<string> {
  const asked = { raw: rawText(sent), requester: from, policy: goPolicy(of) }
  const theirs = await oracle.ask<{ readonly level: string; readonly omitStages: readonly string[] }>(asked)
  const user = from.name === '' ? undefined : from
  const { level, omitStages } = audited(of, { ...requestInfo(sent.method, sent.url), user })
  // Where no rule matches, the server keeps a stage twice that the policy names twice.
  return compare([level, omitStages.toSorted()], [theirs.level, [...new Set(theirs.omitStages)]])
}

/** The type that the server evaluates has no JSON names of its own: Go reads a field's name in any case. */
function goPolicy({ rules, omitStages }: AuditPolicy): unknown {
  return { Rules: rules, OmitStages: omitStages }
}

interface Outcome {
  readonly code: number
  readonly message: string
  readonly name: string
  readonly uid: string
  readonly groups: readonly string[]
  readonly extra: UserInfo['extra']
  readonly constraint: string
  readonly checks: readonly string[]
}

async function impersonationDifference([sent, from, percent, salt]: [Sent, UserInfo, number, number]): Promise<string> {
  const theirs = await oracle.ask<Outcome>({ raw: rawText(sent), requester: from, allowed: percent, seed: salt })
  const values: Record<string, string[]> = {}
  for (const [name, value] of sent.headers) (values[name] ??= []).push(value)
  const ours = impersonate({
    requester: from,
    headers: values,
    request: requestInfo(sent.method, sent.url),
    decide: (check) =>
      hash(`${salt}${textOf(check)}`) % 100 < percent ? { allowed: true } : { allowed: false, reason: 'because' },
  })
  const { code, message, constraint, user, checks } = ours
  const { name, uid, groups, extra } = theirs
  return compare(
    [code, message, constraint, user.name, user.uid, user.groups, inOrder(user.extra), checks.map(textOf)],
    [theirs.code, theirs.message, theirs.constraint, name, uid, groups, inOrder(extra), theirs.checks],
  )
}

function inOrder(extra: UserInfo['extra']): unknown[] {
  return Object.entries(extra).toSorted(([a], [b]) => a.localeCompare(b))
}

function textOf(check: ImpersonationCheck): string {
  const { user, verb, apiGroup, resource, subresource, namespace, name, path } = check
  const keys = user.extra['authentication.kubernetes.io/associated-node-keys'] ?? []
  const where = isResourceRequest(check) ? '' : path
  return [user.name, keys.join(), verb, apiGroup, resource, subresource, namespace, name, where].join('|')
}

/** FNV-1a of 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0
  return value
}

function compare(ours: unknown, theirs: unknown): string {
  const [here, there] = [JSON.stringify(ours), JSON.stringify(theirs)]
  return here === there ? '' : `  here ${here}\n  Go   ${there}`
}
