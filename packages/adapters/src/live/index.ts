/** Live clusters: read as kubectl would reach them, and never written to. */
export { ApiClient, ApiError } from './client/index.ts'
export { connect, type ConnectionOptions, contextNamespace } from './connection/index.ts'
export { type ApiResource, discover, type Discovery } from './discovery/index.ts'
export { type LiveOptions, loadCluster, readCluster, type Snapshot } from './load.ts'
export {
  reviewAccess,
  type ReviewedAccess,
  type ReviewedRules,
  reviewRules,
  servedKinds,
  whoAmI,
} from './review.ts'
export {
  type ClusterEvent,
  type ClusterWatchOptions,
  watch,
  watchCluster,
  type WatchEvent,
  type WatchOptions,
  type WatchTiming,
} from './watch/index.ts'
