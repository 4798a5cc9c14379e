import type { Refusal } from './checks/check.ts'
import { type LevelVersion, policyMinor, requireLevel, requireVersion } from './levels.ts'
import { type Defaulting, type PodView, podView } from './pod.ts'
import { checksOf } from './policies.ts'

/** A check that a pod does not pass. */
export interface Violation extends Refusal {
  /** Upstream's name of the check. */
  readonly check: string
}

/** What a policy says of a pod. */
export interface Verdict<Each extends Named = Violation> {
  readonly allowed: boolean
  /** The short reasons joined, as in warnings about a namespace; empty when allowed. */
  readonly reason: string
  /** Reasons with their details, as after `violates PodSecurity "level:version": `; empty when allowed. */
  readonly detail: string
  /** In the order in which upstream names them. */
  readonly violations: readonly Each[]
}

/** A violation by its words alone. */
type Named = Pick<Violation, 'check' | 'reason' | 'detail'>

export interface EvaluateOptions {
  /** `privileged`, `baseline` or `restricted`. */
  readonly level: string
  /** `latest`, which is the default, or `v1.N`; one newer than the newest known behaves like that. */
  readonly version?: string
  /** What the API server fills in before; `pod` unless said otherwise. */
  readonly defaulting?: Defaulting
}

/**
 * What Pod Security admission says of a pod, in verdict and words. The pod is taken as written: anything of the wrong type
 * counts as missing.
 *
 * @throws WarrantError `usage` for a level or a version that does not exist.
 */
export function evaluatePod(pod: unknown, { level, version = 'latest', defaulting }: EvaluateOptions): Verdict<Named> {
  const policy = { level: requireLevel(level), version: requireVersion(version) }
  const verdict = evaluate(podView(pod, defaulting), policy)
  if (verdict.allowed) return verdict
  const violations = verdict.violations.map(({ check, reason, detail }) => ({ check, reason, detail }))
  return { allowed: false, reason: verdict.reason, detail: verdict.detail, violations }
}

const allowed: Verdict = { allowed: true, reason: '', detail: '', violations: [] }

/** As `evaluatePod`, for a pod that has been looked at already, with the places. */
export function evaluate(pod: PodView, { level, version }: LevelVersion): Verdict {
  let violations: Violation[] | undefined
  let reasons = ''
  let details = ''
  for (const active of checksOf(level, policyMinor(version))) {
    const refusal = active.version.run(pod)
    if (refusal === undefined) continue
    const { reason, detail, offences } = refusal
    const separator = violations === undefined ? '' : ', '
    reasons += separator + reason
    details += separator + (detail === '' ? reason : `${reason} (${detail})`)
    violations ??= []
    violations.push({ check: active.check.id, reason, detail, offences })
  }
  return violations === undefined ? allowed : { allowed: false, reason: reasons, detail: details, violations }
}

/** Whether a pod passes, without the words. */
export function passes(pod: PodView, { level, version }: LevelVersion): boolean {
  return checksOf(level, policyMinor(version)).every((active) => active.version.run(pod) === undefined)
}
