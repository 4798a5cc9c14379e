import fc from 'fast-check'
import {
  impersonate,
  type ImpersonationCheck,
  isResourceRequest,
  requestInfo,
  type UserInfo,
} from '../../packages/engine/src/access/index.ts'
import { audited, type AuditPolicy } from '../../packages/engine/src/evidence/index.ts'
import { goProgram } from '../go.ts'
import { startOracle } from '../oracle.ts'
import { differenceOf, RandomChecks } from '../random-checks.ts'
import { policy } from './policies.ts'
import { anyRequest, impersonatingRequest, plainRequest, rawText, requester, type Sent } from './requests.ts'

/**
 * Compares what a request is about, how it is audited and whom it impersonates with the code that the API server runs.
 */

const oracle = startOracle(goProgram(import.meta.dirname))
const random = new RandomChecks(20_000)

await random.hold('requests', anyRequest, requestDifference)
await random.hold('audit policies', fc.tuple(policy, plainRequest, requester), auditDifference)
const allowed = fc.constantFrom(0, 40, 80, 95, 100)
await random.hold(
  'impersonation',
  fc.tuple(impersonatingRequest, requester, allowed, fc.nat(1_000_000)),
  impersonationDifference,
)
oracle.stop()
random.finish()

interface Info {
  readonly Failed: string
  readonly Parts: readonly string[] | null
  readonly [field: string]: unknown
}

async function requestDifference(sent: Sent): Promise<string> {
  const theirs = await oracle.ask<Info>({ raw: rawText(sent) })
  const ours = requestInfo(sent.method, sent.url)
  if (theirs.Failed !== '')
    return theirs.Failed.includes(ours.error ?? '?') ? '' : differenceOf(ours.error, theirs.Failed)
  const { error, resourceRequest, path, verb, apiPrefix, apiGroup, apiVersion, parts, ...rest } = ours
  const fields = ['Namespace', 'Resource', 'Subresource', 'Name', 'FieldSelector', 'LabelSelector']
  const before = ['IsResourceRequest', 'Path', 'Verb', 'APIPrefix', 'APIGroup', 'APIVersion']
  return differenceOf(
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
  return differenceOf([level, omitStages.toSorted()], [theirs.level, [...new Set(theirs.omitStages)]])
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
  return differenceOf(
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
