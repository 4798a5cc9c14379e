import { valueIn } from '../../cluster/index.ts'
import type { Change, FixClass } from '../../fixes/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Check, Offence } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { evaluate, type Violation } from '../evaluate.ts'
import type { Level, Version } from '../levels.ts'
import { absolutePath } from '../places.ts'
import type { Subject } from './subject.ts'

/** A field of a workload that a check refuses, with its place in the document. */
export interface BlockingField {
  readonly check: string
  readonly container: string | undefined
  /** Absolute path within the document; the field may not exist. */
  readonly path: Path
  readonly value: Offence['value']
}

/** What lifts some of the fields. */
export interface Lift {
  readonly check: string
  readonly description: string
  readonly class: FixClass
  /** Paths within the workload's document; none where no edit is right for everyone. */
  readonly changes: readonly Change[]
  readonly needs: string | undefined
}

/** The levels that a namespace can be kept from. */
export type BlockedLevel = Exclude<Level, 'privileged'>

/** A workload that keeps its namespace from a level. */
export interface Blocker {
  readonly subject: Subject
  /** The same pods with the same violations, beside the subject. */
  readonly alike: readonly Subject[]
  readonly level: BlockedLevel
  readonly violations: readonly Violation[]
  readonly fields: readonly BlockingField[]
  readonly lifts: readonly Lift[]
  /** The hardest class among its lifts: what it takes to let it pass. */
  readonly class: FixClass
}

/**
 * The workloads that do not pass a level, those with the most fields in the way first. Pods of one owner with the same
 * violations are one blocker.
 */
export function blockersOf(subjects: readonly Subject[], level: BlockedLevel, version: Version): Blocker[] {
  const groups = new Map<string, Subject[]>()
  const verdicts = new Map<Subject, readonly Violation[]>()
  for (const subject of subjects) {
    const { allowed, detail, violations } = evaluate(subject.pod, { level, version })
    if (allowed) continue
    verdicts.set(subject, violations)
    const { kind, namespace = '', name } = subject.owner
    const key = subject.kind === 'pod' ? [kind, namespace, name, detail].join('\0') : `\0${groups.size}`
    groups.set(key, [...(groups.get(key) ?? []), subject])
  }
  return [...groups.values()]
    .flatMap(([first, ...alike]) =>
      first === undefined ? [] : [newBlocker(first, alike, level, verdicts.get(first) ?? [])],
    )
    .sort((a, b) => b.fields.length - a.fields.length)
}

function newBlocker(
  subject: Subject,
  alike: readonly Subject[],
  level: BlockedLevel,
  violations: readonly Violation[],
): Blocker {
  const lifts = violations.flatMap((violation) => liftsOf(violation, subject))
  return {
    subject,
    alike,
    level,
    violations,
    fields: violations.flatMap((violation) => fieldsOf(violation, subject)),
    lifts,
    class: hardest(lifts.map((lift) => lift.class)),
  }
}

function fieldsOf({ check, offences }: Violation, { workload }: Subject): BlockingField[] {
  return offences.map(({ container, path, value }) => ({
    check,
    container: container?.name,
    path: absolutePath(path, workload),
    value,
  }))
}

const byId = new Map(checks.map((check: Check) => [check.id, check]))

/** The remedies of a violation as edits of the workload's document, each edit once. */
function liftsOf(violation: Violation, { workload, pod }: Subject): Lift[] {
  const remedies = byId.get(violation.check)?.remedies(violation, pod) ?? []
  return remedies.map(({ description, class: of, changes, needs }) => ({
    check: violation.check,
    description,
    class: of,
    changes: changes
      .map((change) => ({ ...change, path: absolutePath(change.path, workload) }))
      .filter((change) => change.op !== 'delete' || isWritten(change.path, workload)),
    needs,
  }))
}

/** What the API server fills in cannot be taken out of a manifest. */
function isWritten(path: Path, { resource }: Subject['workload']): boolean {
  return valueIn(resource, ...path.slice(resource.base.length)) !== undefined
}

const fromEasiest: readonly FixClass[] = ['safe', 'evidence', 'value', 'none']

function hardest(classes: readonly FixClass[]): FixClass {
  return fromEasiest.findLast((each) => classes.includes(each)) ?? 'safe'
}
