import { checks } from './checks/index.ts'
import type { Check, CheckVersion } from './checks/check.ts'
import { byBytes } from './checks/text.ts'
import { type Level, newestMinor } from './levels.ts'

/** A check in the form that a policy version has. */
export interface ActiveCheck {
  readonly check: Check
  readonly version: CheckVersion
}

/**
 * The checks of a level at a policy version, in the order in which they are run and named: those of baseline sorted by
 * name, then those of restricted. What a restricted check overrides is left out of restricted.
 *
 * Source: kubernetes/pod-security-admission policy/registry.go
 */
export function checksOf(level: Level, minor: number): readonly ActiveCheck[] {
  if (level === 'privileged') return []
  return policies[level][Math.min(minor, newestMinor)] ?? []
}

function makePolicy(level: 'baseline' | 'restricted', minor: number): ActiveCheck[] {
  const baseline = activeChecks('baseline', minor)
  if (level === 'baseline') return baseline
  const restricted = activeChecks('restricted', minor)
  const overridden = new Set(restricted.flatMap(({ version }) => version.overrides ?? []))
  return [...baseline.filter(({ check }) => !overridden.has(check.id)), ...restricted]
}

function activeChecks(level: Check['level'], minor: number): ActiveCheck[] {
  return checks
    .filter((check: Check) => check.level === level)
    .toSorted((a, b) => byBytes(a.id, b.id))
    .flatMap((check: Check) => {
      const version = check.versions.findLast(({ since }) => since <= minor)
      return version ? [{ check, version }] : []
    })
}

const minors = Array.from({ length: newestMinor + 1 }, (_, minor) => minor)

const policies = {
  baseline: minors.map((minor) => makePolicy('baseline', minor)),
  restricted: minors.map((minor) => makePolicy('restricted', minor)),
}

/** The minors at which a check enters or changes, ascending, 0 among them. Between two of them verdicts stay the same. */
export const changePoints: readonly number[] = [
  ...new Set(checks.flatMap((check: Check) => check.versions.map(({ since }) => since))),
].sort((a, b) => a - b)
