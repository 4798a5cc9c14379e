import { levelLabel, type Mode, modes, type NamespacePolicy, versionLabel } from '../admission/labels.ts'
import { compareLevels, formatVersion, type Level, type LevelVersion } from '../levels.ts'
import type { BlockedLevel } from './blockers.ts'

/** A step on the way to a level. */
export interface Stage {
  /** What has to be so before; undefined for what can be done at once. */
  readonly after: string | undefined
  /** The labels to set, with their values; those that the namespace has already are left out. */
  readonly labels: Readonly<Record<string, string>>
  /** The level that is enforced from then on. */
  readonly enforces: Level
}

export interface RolloutInput {
  readonly labels: Readonly<Record<string, string>>
  readonly policy: NamespacePolicy
  /** What holds where a label is missing. */
  readonly defaults: NamespacePolicy
  /** The strictest level, with the version to write, that every pod passes today. */
  readonly now: LevelVersion
  readonly goal: BlockedLevel
  /** How many workloads keep the namespace from a level. */
  readonly blockers: Readonly<Record<BlockedLevel, number>>
}

/**
 * The way to a level in stages: warn and audit at the goal and enforce what passes already, then enforce more as blockers
 * go. What is enforced already is never taken back. Stages that change nothing are left out.
 */
export function rolloutOf({ labels, policy, defaults, now, goal, blockers }: RolloutInput): Stage[] {
  const present = { ...labels }
  const stages: Stage[] = []
  const add = (after: string | undefined, enforces: Level, wanted: Partial<Record<Mode, LevelVersion>>) => {
    const missing: Record<string, string> = {}
    for (const mode of modes) {
      const target = wanted[mode]
      if (target) Object.assign(missing, missingLabels(mode, target, present, defaults))
    }
    if (Object.keys(missing).length === 0) return
    Object.assign(present, missing)
    stages.push({ after, labels: missing, enforces })
  }
  const raises = compareLevels(now.level, policy.enforce.level) > 0
  const enforced = raises ? now.level : policy.enforce.level
  const latest = { level: goal, version: 'latest' } as const
  add(undefined, enforced, { ...(raises && { enforce: now }), audit: latest, warn: latest })
  for (const level of ['baseline', 'restricted'] as const) {
    if (compareLevels(level, goal) > 0 || compareLevels(level, enforced) <= 0) continue
    const after = `${blockers[level] === 1 ? '1 workload is' : `${blockers[level]} workloads are`} mended or moved and no new warning comes`
    add(after, level, { enforce: { level, version: 'latest' } })
  }
  return stages
}

/** A version that holds anyway is not written. */
function missingLabels(
  mode: Mode,
  { level, version }: LevelVersion,
  present: Readonly<Record<string, string>>,
  defaults: NamespacePolicy,
): Record<string, string> {
  const written = formatVersion(version)
  const holds = present[versionLabel(mode)] ?? formatVersion(defaults[mode].version)
  return {
    ...(present[levelLabel(mode)] !== level && { [levelLabel(mode)]: level }),
    ...(holds !== written && { [versionLabel(mode)]: written }),
  }
}
