import { passes } from '../evaluate.ts'
import { type Level, type LevelVersion, newestMinor, policyMinor, type Version } from '../levels.ts'
import type { PodView } from '../pod.ts'
import { changePoints } from '../policies.ts'

/**
 * The strictest level that all pods pass. Restricted does not imply baseline: a Windows pod may pass the stricter one
 * alone.
 */
export function strictestLevel(pods: readonly PodView[], version: Version): Level {
  return (
    (['restricted', 'baseline'] as const).find((level) => pods.every((pod) => passes(pod, { level, version }))) ??
    'privileged'
  )
}

/** The first minor of each stretch of versions at which verdicts are the same, from a minor on. */
export function stretches(from: number): number[] {
  return [from, ...changePoints.filter((point) => point > from)]
}

/**
 * A stricter level that all pods pass at an older version of its policy, and the newest such version. Undefined when the
 * newest policy is passed at no laxer level than any older one.
 */
export function strictestPinned(pods: readonly PodView[], from: number, at: Version): LevelVersion | undefined {
  const now = strictestLevel(pods, at)
  const before = stretches(from)
    .filter((minor) => minor <= policyMinor(at))
    .reverse()
  for (const level of ['restricted', 'baseline'] as const) {
    if (level === now) return undefined
    const minor = before.find((each) => pods.every((pod) => passes(pod, { level, version: each })))
    if (minor !== undefined) return { level, version: lastOfStretch(minor) }
  }
  return undefined
}

/** The last minor with the same checks as another. */
export function lastOfStretch(minor: number): number {
  const next = changePoints.find((point) => point > minor)
  return next === undefined ? newestMinor : next - 1
}
