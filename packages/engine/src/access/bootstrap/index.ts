/** What an API server grants by itself, and what was changed of it. */
export { type BootstrapChange, changedBootstrap } from './changes.ts'
export { bootstrapVersion } from './default-policy.ts'
export { bootstrapClusterRole, bootstrapObjects } from './objects.ts'
export { addedSubjects, isBootstrapBinding, isBootstrapRole, isOfDefaultRole } from './unchanged.ts'
export { accessWithDefaults, accessWithOwnAccounts } from './with-defaults.ts'
