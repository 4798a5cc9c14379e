/** Mends declarations, proves it, and says how each finding ends. */
export { helmHints, kustomizePatch, type SourceEdit, sourceEdits, type TemplateHint } from './at-source.ts'
export { mend, type Mended, type MendedFile, type MendOptions } from './mend.ts'
export type { Outcome, OutcomeKind } from './outcome.ts'
