import { type Severity, severities, severityRank } from '../../findings/index.ts'

/** One step less, and not below low. */
export function milder(severity: Severity): Severity {
  const next = severities[severityRank(severity) + 1]
  return next === undefined || next === 'info' ? severity : next
}

/** Why root matters even so. */
export const whyInUserNamespace =
  'Root of this pod is an ordinary user of its node, but still root to all that is in the container: programs, volumes and other processes.'
