/** Manifests from files, folders, patterns and pipes, and texts written back whole. */
export type { PassedOver } from './found.ts'
export { defaultMaxFileBytes, type LoadedInput, loadInput, type LoadOptions } from './load.ts'
export type { SourceFile } from './read-found.ts'
export { type WriteGuard, writeWhole } from './write.ts'
