/** How a takeover goes: what a compromised workload leads to, by which grants, and which of them to take back. */
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
export { type Raised, raisedTechniques } from './raised.ts'
export { targetIds, type TargetId, targetWords } from './targets.ts'
export { type TechniqueClass, techniqueClasses, type TechniqueInfo } from './technique.ts'
export { techniques } from './techniques/catalogue.ts'
export type { TakeoverOptions } from './world.ts'
