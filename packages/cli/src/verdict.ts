import { type Finding, reaches, type Severity } from '@warrant/engine/findings'
import { exitCodes } from './errors.ts'

/** What an answer is missing. */
export interface Gaps {
  readonly errors: readonly unknown[]
  readonly notAudited: readonly unknown[]
}

/** The exit status for findings. Input that could not be read counts more than what was found in the rest: the answer is incomplete. */
export function exitCodeOfFindings(
  findings: Iterable<Finding>,
  gaps: Gaps,
  failOn: Severity,
  onFindings?: number,
): number {
  const failing = Iterator.from(findings).some(
    (finding) => finding.exemption === null && reaches(finding.severity, failOn),
  )
  return exitCodeOfAnswer(failing, gaps, onFindings)
}

/** The exit status for what was found; what could not be read counts more. */
export function exitCodeOfAnswer(found: boolean, gaps: Gaps, onFound: number = exitCodes.findings): number {
  if (gaps.errors.length > 0) return exitCodes.wrongInput
  if (gaps.notAudited.length > 0) return exitCodes.unfinished
  return found ? onFound : exitCodes.clean
}
