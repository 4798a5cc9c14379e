/** What to take back: a cheapest set of declarations without which no way is left, and the edits for it. */
export { type Cut, type CutGrant, findCut } from './find-cut.ts'
