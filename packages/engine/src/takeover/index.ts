/** How a takeover goes: what a compromised workload leads to, by which grants, and which of them to take back. */
export { type AdmissionUnknown, admissionUnknowns, type TakeoverOptions } from './world/index.ts'
export {
  analyse,
  type AnalyseOptions,
  type PathStep,
  type Start,
  stepsOf,
  type Takeover,
  type TakeoverPath,
} from './analyse.ts'
export {
  type CutPoint,
  type TechniqueClass,
  techniqueClasses,
  type TechniqueInfo,
  type Who,
  whoText,
} from './graph/index.ts'
export { type Cut, type CutGrant, findCut } from './cut/index.ts'
export {
  type ReachingStart,
  startTitle,
  stepsOfPath,
  type TakeoverReport,
  takeoverReport,
  type TargetReach,
} from './report.ts'
export { type Raised, raisedTechniques } from './raised.ts'
export { type TargetId, targetIds, targetWords } from './targets.ts'
export { knownTechniques } from './known-techniques.ts'
export { techniques } from './techniques/index.ts'
export { undecided, type UndecidedTechnique } from './undecided.ts'
