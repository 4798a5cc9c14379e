/** Reports on Pod Security. */
export { formatPlan, type PlanFormat, planFormats } from './plan.ts'
export type { PlanReport, WrittenLabels } from './plan-report.ts'
export { type CheckFormat, checkFormats, formatCheck } from './check.ts'
export type { CheckReport } from './check-report.ts'
