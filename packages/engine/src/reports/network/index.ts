/** Reports on the network. */
export { type ExplainFormat, explainFormats, formatExplanation, type ShownExplanation } from './explain.ts'
export { type DnsFormat, dnsFormats, formatDns } from './dns-formats.ts'
export type { ShownDns } from './dns-report.ts'
export { formatReach, type ReachFormat, reachFormats, type ShownReach } from './reach.ts'
export {
  formatNetworkDiff,
  type NetworkDiffFormat,
  networkDiffFormats,
  type ShownComparison,
} from './diff.ts'
export { opensAnything } from './diff-parts.ts'
