export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const

export type Severity = (typeof severities)[number]

/** Position in the order from worst (0) to least. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity)
}

/** Whether a severity is at least as bad as a threshold. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return severityRank(severity) <= severityRank(threshold)
}

export function isSeverity(text: string): text is Severity {
  return (severities as readonly string[]).includes(text)
}
