/** Runs the rules over a cluster: findings, written warrants, fixes and their proof, the report. */
export { audit, type AuditOptions } from './audit.ts'
export { type Baseline, newSince, readBaseline } from './baseline.ts'
export type { Configuration, RuleSettings } from './configuration.ts'
export { fingerprint, fingerprintOf, pathInResource } from './fingerprint.ts'
export { type AuditReport, type AuditSummary, type InputError, type NotAudited, summarize } from './report.ts'
export { type ConfiguredRule, defaultOptions, isSilent, runRules } from './run-rules.ts'
export {
  controlOfCheck,
  controlsOf,
  countsFor,
  type FrameworkName,
  frameworks,
  requireRule,
  type RuleChoice,
  selectRules,
} from './select-rules.ts'
export { globMatches } from './glob.ts'
export {
  helmHints,
  kustomizePatch,
  mend,
  type Mended,
  type MendedFile,
  type MendOptions,
  type Outcome,
  type OutcomeKind,
  type SourceEdit,
  sourceEdits,
  type TemplateHint,
} from './mend/index.ts'
export { type Warrantable, warrantLookup } from './warrant-lookup.ts'
export { isExpired, parseWarrant, type WrittenWarrant } from './warrants.ts'
