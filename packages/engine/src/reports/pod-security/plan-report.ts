import type { InputError, NotAudited } from '../../audit/index.ts'
import {
  type Blocker,
  compareLevels,
  formatPolicy,
  formatVersion,
  type Level,
  type NamespacePlan,
  newestMinor,
  type Stage,
  type Version,
} from '../../pod-security/index.ts'
import { count, shellWord } from '../text.ts'

/** A plan for all namespaces, as every output format shows it. */
export interface PlanReport {
  readonly version: Version
  readonly goal: Exclude<Level, 'privileged'>
  /** Minor of Kubernetes from which upgrades are forecast. */
  readonly from: number
  readonly namespaces: readonly NamespacePlan[]
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
  /** Label edits that were written, by namespace; undefined when nothing was to be written. */
  readonly written: readonly WrittenLabels[] | undefined
}

/** What became of the labels of a namespace's first stage. */
export interface WrittenLabels {
  readonly namespace: string
  readonly file: string | undefined
  /** What was not done, and why; undefined when the file holds the labels now. */
  readonly problem: string | undefined
}

/** A policy version as a heading: `latest (v1.37)`. */
export function versionText(version: Version): string {
  return version === 'latest' ? `latest (v1.${newestMinor})` : formatVersion(version)
}

/** What the namespace could enforce today; a stricter level at an older version is preferred. */
export function couldEnforce({ enforceable, pinned }: NamespacePlan): string {
  return pinned ? formatPolicy(pinned) : enforceable
}

/** What is enforced; a version is named where it is pinned. */
export function enforcedText({ policy: { enforce } }: NamespacePlan): string {
  return enforce.version === 'latest' ? enforce.level : formatPolicy(enforce)
}

/** How what is enforced stands against what could be. */
export function gapText(plan: NamespacePlan): string {
  if (plan.exempt) return 'exempt'
  if (plan.refused.length > 0) return `refuses ${count(plan.refused.length, 'pod')}`
  if (plan.subjects.length === 0) return 'no pods'
  const steps = compareLevels(plan.pinned?.level ?? plan.enforceable, plan.policy.enforce.level)
  return steps > 0 ? count(steps, 'level') : 'none'
}

/** What keeps the namespace from stricter levels, in a few words. */
export function wayText({ blockers: { baseline, restricted } }: NamespacePlan): string {
  const parts = [
    ...(baseline.length > 0 ? [`${baseline.length} baseline`] : []),
    ...(restricted.length > 0 ? [`${restricted.length} restricted`] : []),
  ]
  return parts.join(', ') || '-'
}

/** How many workloads a namespace has; the pods of one count once. */
export function workloadCount({ subjects }: NamespacePlan): number {
  return new Set(subjects.map(({ owner }) => owner)).size
}

/** The command that sets the labels of a stage. */
export function labelCommand(namespace: string, { labels }: Stage): string[] {
  return [
    'kubectl',
    'label',
    '--overwrite',
    'namespace',
    shellWord(namespace),
    ...Object.entries(labels).map(([label, value]) => `${label}=${value}`),
  ]
}

/** How many workloads hold a namespace below a level, and by how much: the sentence that people ask for first. */
export function holdingText(plan: NamespacePlan): string | undefined {
  const total = count(workloadCount(plan), 'workload')
  const { baseline, restricted } = plan.blockers
  const sentence = (blockers: readonly Blocker[], level: Level) => {
    const owners = new Set(blockers.map(({ subject }) => subject.owner)).size
    const fields = blockers.reduce((sum, blocker) => sum + blocker.fields.length, 0)
    return `${owners} of ${total} ${owners === 1 ? 'holds' : 'hold'} it at ${level}: ${count(fields, 'field')}`
  }
  if (baseline.length > 0) return sentence(baseline, 'privileged')
  return restricted.length > 0 ? sentence(restricted, 'baseline') : undefined
}
