/** Findings: what is wrong, where, how bad, and which written warrant covers it. */
export type { Exemption, Finding } from './finding.ts'
export { type Location, locatePath, locationOf } from './location.ts'
export { isSeverity, reaches, type Severity, severities, severityRank } from './severity.ts'
