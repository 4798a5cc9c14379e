/** Live clusters: read as kubectl would reach them, and never written to. */
export { ApiClient, ApiError } from './client.ts'
export { connect, type ConnectionOptions } from './connect.ts'
export { type ApiResource, discover, type Discovery } from './discovery.ts'
export { contextNamespace } from './kubeconfig.ts'
export { type LiveOptions, loadCluster, readCluster, type Snapshot } from './load.ts'
export {
  reviewAccess,
  type ReviewedAccess,
  type ReviewedRules,
  reviewRules,
  servedKinds,
  whoAmI,
} from './review.ts'
export { watch, type WatchEvent, type WatchOptions, type WatchTiming } from './watch.ts'
export { type ClusterEvent, type ClusterWatchOptions, watchCluster } from './watch-cluster.ts'
