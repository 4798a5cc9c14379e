/** What changes: of one kind, and of all that a cluster holds. */
export { watch, type WatchEvent, type WatchOptions, type WatchTiming } from './watch.ts'
export { type ClusterEvent, type ClusterWatchOptions, watchCluster } from './watch-cluster.ts'
export { readWatchLine } from './watch-line.ts'
