/** Live clusters: read as kubectl would reach them, and never written to. */
export { type ConnectionOptions, contextNamespace } from './connect.ts'
export { type LiveOptions, loadCluster, readCluster, type Snapshot } from './load.ts'
export {
  reviewAccess,
  type ReviewedAccess,
  type ReviewedRules,
  reviewRules,
  servedKinds,
  whoAmI,
} from './review.ts'
