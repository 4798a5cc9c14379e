/** What to change, as edits by source range, and their application to text. */
export { applyEdits, planSplices } from './apply.ts'
export type { Change, Edit, Fix, FixClass, ResourceChange } from './edit.ts'
export { type JsonPatchOperation, pointer, toJsonPatch } from './json-patch.ts'
export { sameValue } from './plain-data.ts'
export { applySplices, type Splice } from './splice.ts'
export { applyToValue } from './values.ts'
