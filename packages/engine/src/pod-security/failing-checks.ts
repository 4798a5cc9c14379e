import type { Workload } from '../cluster/index.ts'
import type { Path } from '../yaml/index.ts'
import type { Check, Offence } from './checks/check.ts'
import { type CheckId, checks } from './checks/index.ts'
import { newestMinor } from './levels.ts'
import { absolutePath } from './places.ts'
import { createdPod } from './pod.ts'
import { checksOf } from './policies.ts'

const known = new WeakMap<Workload, ReadonlySet<CheckId>>()

/**
 * The checks that the pod of a workload does not pass, each in its newest form, whether or not another one overrides it at
 * some level.
 */
export function failingChecks(workload: Workload): ReadonlySet<CheckId> {
  let failing = known.get(workload)
  if (failing === undefined) {
    const pod = createdPod(workload)
    failing = new Set(
      checks.filter((check: Check) => check.versions.at(-1)?.run(pod) !== undefined).map(({ id }) => id),
    )
    known.set(workload, failing)
  }
  return failing
}

/** A field that a check refuses, in the document of its workload. */
export interface PlacedOffence {
  /** Undefined where the pod itself is meant. */
  readonly container: string | undefined
  /** Absolute path within the document; the field may not exist. */
  readonly at: Path
  readonly value: Offence['value']
}

/** What the newest form of a check refuses of a workload's pod. */
export function offencesOf(workload: Workload, id: CheckId): PlacedOffence[] {
  const check: Check | undefined = checks.find((each) => each.id === id)
  const refusal = check?.versions.at(-1)?.run(createdPod(workload))
  return (refusal?.offences ?? []).map(({ container, path, value }) => ({
    container: container?.name,
    at: absolutePath(path, workload),
    value,
  }))
}

const levelById = new Map<CheckId, 'baseline' | 'restricted'>(
  checks.map(({ id, level }: Check & { id: CheckId }) => [id, level]),
)

/** The level that a check belongs to. */
export function levelOfCheck(id: CheckId): 'baseline' | 'restricted' {
  return levelById.get(id) ?? 'restricted'
}

/** The checks that the newest policy of a level runs. */
export function checksOfLevel(level: 'baseline' | 'restricted'): ReadonlySet<string> {
  return new Set(checksOf(level, newestMinor).map(({ check }) => check.id))
}
