/** What breaks, and what has to follow, when workloads move to a namespace of their own. */
export type { ConsequenceAction, ConsequenceKind, MoveConsequence } from './consequence.ts'
export { consequencesOfMove } from './consequences.ts'
export { proposeSplit, type SplitProposal } from './split.ts'
