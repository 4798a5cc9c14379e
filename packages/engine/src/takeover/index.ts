/** How a takeover goes: what a compromised workload leads to, by which grants, and which of them to take back. */
export { type AdmissionUnknown, admissionUnknowns } from './admission-unknowns.ts'
export {
  type AnalyseOptions,
  analyse,
  type PathStep,
  type Start,
  stepsOf,
  type Takeover,
  type TakeoverPath,
} from './analyse.ts'
export type { CutPoint } from './cut-point.ts'
export { changesOf } from './cut/changes.ts'
export { type Cut, type CutGrant, findCut } from './cut/find-cut.ts'
export { type Who, whoText } from './facts.ts'
export {
  type ReachingStart,
  startTitle,
  stepsOfPath,
  type TakeoverReport,
  takeoverReport,
  type TargetReach,
} from './report.ts'
export { type Raised, raisedTechniques } from './raised.ts'
export { targetIds, type TargetId, targetWords } from './targets.ts'
export { type TechniqueClass, techniqueClasses, type TechniqueInfo } from './technique.ts'
export { knownTechniques } from './known-techniques.ts'
export { techniques } from './techniques/catalogue.ts'
export { undecided, type UndecidedTechnique } from './undecided.ts'
export type { TakeoverOptions } from './world.ts'
