import { evaluate } from '../evaluate.ts'
import { type Level, newestMinor } from '../levels.ts'
import { changePoints } from '../policies.ts'
import type { Subject } from './subject.ts'

/** Pod Security is stable since then; a cluster that has it is at least as new. */
export const oldestForecast = 25

/** A pod whose verdict changes with a version. */
export interface ForecastChange {
  readonly subject: Subject
  /** The short reasons that come or go. */
  readonly reason: string
}

/** What a newer policy version changes for the pods of a namespace. */
export interface ForecastStep {
  readonly level: 'baseline' | 'restricted'
  readonly minor: number
  readonly refused: readonly ForecastChange[]
  readonly allowed: readonly ForecastChange[]
}

/** The versions after a minor that change a verdict, ascending. */
export function forecastOf(subjects: readonly Subject[], level: Level, from: number): ForecastStep[] {
  if (level === 'privileged') return []
  const steps = changePoints
    .filter((minor) => minor > from && minor <= newestMinor)
    .map((minor): ForecastStep => {
      const refused: ForecastChange[] = []
      const allowed: ForecastChange[] = []
      for (const subject of subjects) {
        const before = evaluate(subject.pod, { level, version: minor - 1 })
        const after = evaluate(subject.pod, { level, version: minor })
        if (before.allowed && !after.allowed) refused.push({ subject, reason: after.reason })
        if (!before.allowed && after.allowed) allowed.push({ subject, reason: before.reason })
      }
      return { level, minor, refused, allowed }
    })
  return steps.filter(({ refused, allowed }) => refused.length > 0 || allowed.length > 0)
}

/** Whether to let a namespace's policy go along with the API server, or to hold it at a version. */
export interface VersionAdvice {
  readonly choice: 'follow' | 'pin'
  /** The version to write: `latest`, or the one to pin. */
  readonly version: 'latest' | number
  readonly reason: string
}

/** How to version a level that a namespace is to enforce. */
export function versionAdvice(
  subjects: readonly Subject[],
  level: 'baseline' | 'restricted',
  from: number,
): VersionAdvice {
  const steps = forecastOf(subjects, level, from)
  const newest = `v1.${newestMinor}`
  const fails = subjects.filter(({ pod }) => !evaluate(pod, { level, version: 'latest' }).allowed)
  const next = steps.find(({ refused }) => refused.length > 0)
  if (next && fails.length > 0) {
    return {
      choice: 'pin',
      version: next.minor - 1,
      reason: `v1.${next.minor} refuses ${namesOf(next.refused)}; mend that, then follow`,
    }
  }
  const opening = steps.findLast(({ allowed }) => allowed.length > 0)
  if (opening) {
    return {
      choice: 'follow',
      version: 'latest',
      reason: `${namesOf(opening.allowed)} would be refused by policies older than v1.${opening.minor}`,
    }
  }
  return { choice: 'follow', version: 'latest', reason: `no version up to ${newest} changes a verdict here` }
}

function namesOf(changes: readonly ForecastChange[]): string {
  const names = [...new Set(changes.map(({ subject }) => subject.owner.name))]
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names
  const reasons = [...new Set(changes.flatMap(({ reason }) => reason.split(', ')))]
  return `${shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '')} (${reasons.join(', ')})`
}
