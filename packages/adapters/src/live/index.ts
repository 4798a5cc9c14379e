/** Live clusters: read as kubectl would reach them, and never written to. */
export type { ConnectionOptions } from './connect.ts'
export { type LiveOptions, loadCluster, readCluster, type Snapshot } from './load.ts'
export { reviewAccess, type ReviewedAccess } from './review.ts'
