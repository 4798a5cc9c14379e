import { type Finding, type Severity, severities } from '../findings/index.ts'
import type { RuleInfo } from '../rules/index.ts'
import type { FrameworkName } from './select-rules.ts'

/** Something of the input that could not be read; the rest was audited all the same. */
export interface InputError {
  readonly code: string
  readonly file: string
  /** Index of the document in its file, counted from 0; undefined when the whole file is meant. */
  readonly document: number | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly message: string
}

/** A source that was not audited at all, and why: never the same as "clean". */
export interface NotAudited {
  readonly kind: 'helm' | 'kustomize' | 'cluster'
  readonly path: string
  readonly reason: string
}

/** What an audit found, as every output format shows it. */
export interface AuditReport {
  readonly resources: number
  readonly workloads: number
  /** Files that were read. */
  readonly files: number
  /** YAML documents that are nothing of Kubernetes. */
  readonly foreign: number
  /** Worst first. Exempted ones are listed with the rest, but do not count. */
  readonly findings: readonly Finding[]
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
  /** Findings left out because the baseline knows them. */
  readonly known: number
  /** The framework that was asked for, with the rules that were run for it. */
  readonly framework?:
    | {
        readonly name: FrameworkName
        readonly rules: readonly RuleInfo[]
        /** Ids of those that say nothing, since what they need was not configured. */
        readonly silent?: ReadonlySet<string>
      }
    | undefined
}

export interface AuditSummary {
  readonly resources: number
  readonly workloads: number
  readonly findings: Readonly<Record<Severity, number>>
  readonly exempted: number
  readonly errors: number
}

/** The counts of a report. */
export function summarize(report: AuditReport): AuditSummary {
  const findings = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
  let exempted = 0
  for (const finding of report.findings) {
    if (finding.exemption) exempted++
    else findings[finding.severity]++
  }
  const { resources, workloads, errors } = report
  return { resources, workloads, findings, exempted, errors: errors.length }
}
