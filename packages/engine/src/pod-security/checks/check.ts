import type { Change, FixClass } from '../../fixes/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { PodContainer, PodView } from '../pod.ts'

/** A field that a check refuses, or misses. */
export interface Offence {
  /** Undefined where the pod itself is meant. */
  readonly container: PodContainer | undefined
  /** From the pod on, such as `spec`, `containers`, 0, `securityContext`, `privileged`; the field may not exist. */
  readonly path: Path
  /** What stands there; undefined where something is missing. */
  readonly value: string | number | boolean | undefined
}

/** What a check says of a pod that it refuses, in upstream's words. */
export interface Refusal {
  /** Short; the same for every pod but for a plural. */
  readonly reason: string
  /** With containers and values. */
  readonly detail: string
  readonly offences: readonly Offence[]
}

/** An edit that ends offences; paths are those of offences, from the pod on. */
export interface Remedy {
  /** In the imperative, without a full stop. */
  readonly description: string
  readonly class: FixClass
  readonly changes: readonly Change[]
  /** What has to be known, or given, before it may be applied. */
  readonly needs?: string
  readonly offences: readonly Offence[]
}

/** One form of a check, from a policy version on. */
export interface CheckVersion {
  /** Minor of the first policy version that has it. */
  readonly since: number
  /** Baseline checks that are not run beside this one. */
  readonly overrides?: readonly string[]
  /** Undefined when the pod passes. */
  readonly run: (pod: PodView) => Refusal | undefined
}

/** One control of the Pod Security Standards. */
export interface Check {
  /** Upstream's name. */
  readonly id: string
  readonly level: 'baseline' | 'restricted'
  /** Ascending. */
  readonly versions: readonly CheckVersion[]
  /** What would make a pod pass that the check refused. Offences that no edit ends have a remedy without changes. */
  readonly remedies: (refusal: Refusal, pod: PodView) => Remedy[]
}

/** Defines a check; the opening comment of its file is its specification. */
export function defineCheck<const Id extends string>(check: Check & { readonly id: Id }): Check & { readonly id: Id } {
  return check
}
