/** Pod Security: upstream's checks, its admission, and what each namespace could enforce. */
export { type Check, type CheckVersion, type Offence, type Refusal, type Remedy } from './checks/check.ts'
export { type CheckId, checks } from './checks/index.ts'
export {
  builtInDefaults,
  type LabelError,
  labelPrefix,
  levelLabel,
  type Mode,
  modes,
  type NamespacePolicy,
  policyOf,
  versionLabel,
} from './admission/labels.ts'
export { controllerKindOf, controllerUser, kindsMadeBy } from './admission/controllers.ts'
export { type DryRunOptions, dryRun } from './admission/dry-run.ts'
export { type Exemptions, isExemptNamespace, noExemptions } from './admission/exemptions.ts'
export { needsDryRun, type NamespaceReviewContext, reviewNamespace } from './admission/namespace.ts'
export { type AdmissionRequest, review, type ReviewContext } from './admission/review.ts'
export { type AdmissionSettings, builtInSettings } from './admission/settings.ts'
export type { AdmissionAnswer } from './admission/status.ts'
export type { AdmissionConfiguration } from './admission/configuration.ts'
export { type Checked, checkCluster, type CheckOptions, type Outcome, outcomes } from './check/check.ts'
export { type CheckedNamespace, checkNamespaces } from './check/namespaces.ts'
export { evaluate, type EvaluateOptions, evaluatePod, passes, type Verdict, type Violation } from './evaluate.ts'
export {
  compareLevels,
  formatPolicy,
  formatVersion,
  type Level,
  levels,
  type LevelVersion,
  newestMinor,
  parseLevel,
  parseVersion,
  policyMinor,
  requireLevel,
  requireVersion,
  type Version,
} from './levels.ts'
export { type Defaulting, type PodContainer, podOf, type PodView, podView } from './pod.ts'
export { changePoints, checksOf } from './policies.ts'
export { absolutePath } from './places.ts'
export type { BlockedLevel, Blocker, BlockingField, Lift } from './plan/blockers.ts'
export { type ForecastChange, type ForecastStep, oldestForecast, type VersionAdvice } from './plan/forecast.ts'
export { type LabelEdits, labelEdits, type LabelledFile, type NotLabelled } from './plan/label-edits.ts'
export {
  type Alternative,
  isSystem,
  type NamespacePlan,
  planNamespaces,
  type PlanOptions,
  type Split,
} from './plan/plan.ts'
export type { Refused } from './plan/refusals.ts'
export type { Stage } from './plan/rollout.ts'
export { type Injection, type Subject, subjectsByNamespace } from './plan/subject.ts'
export { strictestLevel } from './plan/enforceable.ts'
export type { UserNamespace } from './plan/user-namespace.ts'
export { checksOfLevel, failingChecks, levelOfCheck, offencesOf, type PlacedOffence } from './failing-checks.ts'
export { baselineCapabilities } from './checks/capabilities-baseline.ts'
export { allowedTypesFrom31 as containerSelinuxTypes } from './checks/se-linux-options.ts'
export { allowedSysctls } from './checks/sysctls.ts'
export type { MoveConsequence, SplitProposal } from './plan/move/index.ts'
