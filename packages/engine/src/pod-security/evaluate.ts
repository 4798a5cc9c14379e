import type { Check, Refusal } from './checks/check.ts'
import { type LevelVersion, policyMinor, requireLevel, requireVersion } from './levels.ts'
import { type Defaulting, type PodView, podView } from './pod.ts'
import { checksOf } from './policies.ts'

/** A check that a pod does not pass. */
export interface Violation extends Refusal {
  /** Upstream's name of the check. */
  readonly check: string
}

/** What a policy says of a pod. */
export interface Verdict {
  readonly allowed: boolean
  /** The short reasons joined, as in warnings about a namespace; empty when allowed. */
  readonly reason: string
  /** Reasons with their details, as after `violates PodSecurity "level:version": `; empty when allowed. */
  readonly detail: string
  /** In the order in which upstream names them. */
  readonly violations: readonly Violation[]
}

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
export function evaluatePod(pod: unknown, { level, version = 'latest', defaulting }: EvaluateOptions): Verdict {
  const policy = { level: requireLevel(level), version: requireVersion(version) }
  return evaluate(podView(pod, defaulting), policy)
}

const allowed: Verdict = { allowed: true, reason: '', detail: '', violations: [] }

/** As `evaluatePod`, for a pod that has been looked at already. */
export function evaluate(pod: PodView, { level, version }: LevelVersion): Verdict {
  let violations: Violation[] | undefined
  for (const active of checksOf(level, policyMinor(version))) {
    const refusal = active.version.run(pod)
    if (refusal !== undefined) (violations ??= []).push(violationOf(active.check, refusal))
  }
  if (violations === undefined) return allowed
  return {
    allowed: false,
    reason: violations.map(({ reason }) => reason).join(', '),
    detail: violations.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', '),
    violations,
  }
}

/** Whether a pod passes, without the words. */
export function passes(pod: PodView, { level, version }: LevelVersion): boolean {
  return checksOf(level, policyMinor(version)).every((active) => active.version.run(pod) === undefined)
}

function violationOf(check: Check, { reason, detail, offences }: Refusal): Violation {
  return { check: check.id, reason, detail, offences }
}
