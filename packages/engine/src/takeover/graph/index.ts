/** What an intruder can have, the steps from one to another with the declarations they stand on, and the shortest ways through them. */
export { type CutPoint, CutPoints, type RulePart, type WarrantFor } from './cut-point.ts'
export {
  account,
  accounts,
  clusterAdmin,
  code,
  effect,
  everywhere,
  type Fact,
  holdsRole,
  identity,
  inEach,
  kubeletKey,
  makesPods,
  masters,
  namespaceAdmin,
  newNamespace,
  nodeFiles,
  nodeRoot,
  outside,
  podFiles,
  pods,
  scopeText,
  secret,
  secrets,
  takesRole,
  unguarded,
  type Who,
  whoKey,
  whoText,
} from './facts.ts'
export { Graph, type Step } from './graph.ts'
export { Reach } from './reach.ts'
export { type TechniqueClass, techniqueClasses, type TechniqueInfo } from './technique-info.ts'
