import type { Cluster, Resource } from '../cluster/index.ts'
import { type Finding, severities } from '../findings/index.ts'
import { exemptionBy, type InvalidWarrant, isExpired, speaksOf, warrantsOn, type WrittenWarrant } from './warrants.ts'
import { type ConfiguredRule, runRules } from './run-rules.ts'
import { peerWarrantsOn } from './peer-warrants.ts'
import { warrantFindings } from './warrant-findings.ts'

export interface AuditOptions {
  readonly rules: readonly ConfiguredRule[]
  /** Warrants from the configuration, beside those written on resources. */
  readonly warrants: readonly WrittenWarrant[]
  /** Whether reasons that other tools' annotations and labels give are honoured. */
  readonly peerWarrants: boolean
  /** The day of the audit, `YYYY-MM-DD`. */
  readonly today: string
}

/** Judges a cluster: what the rules find, which written warrants cover it, and what is wrong with the warrants. */
export function audit(cluster: Cluster, options: AuditOptions): Finding[] {
  const found = runRules(cluster, options.rules)
  const perResource = Map.groupBy(found, (finding) => finding.resource)
  const used = new Set<WrittenWarrant>()
  const written: WrittenWarrant[] = [...options.warrants]
  const findings: Finding[] = []
  const invalid: InvalidWarrant[] = []
  for (const resource of cluster.resources) {
    const workloads = cluster.workloadsOf(resource)
    const own = warrantsOn(resource, workloads)
    const peers = options.peerWarrants ? peerWarrantsOn(resource, workloads) : []
    // What a controller made carries copies of its owner's annotations; they are judged on the owner.
    if (!workloads.some(({ owner }) => owner !== undefined)) {
      invalid.push(...own.invalid)
      written.push(...own.valid, ...peers)
    }
    const here = perResource.get(resource) ?? []
    if (here.length === 0) continue
    const candidates = [...own.valid, ...peers, ...options.warrants]
    for (const finding of here)
      findings.push(candidates.length === 0 ? finding : exempt(finding, candidates, used, options.today))
  }
  const ofWarrants = warrantFindings({ written, invalid, used, today: options.today, rules: options.rules })
  return worstFirst(ofWarrants.length === 0 ? findings : inOrder([...findings, ...ofWarrants], cluster.resources))
}

function exempt(
  finding: Finding,
  candidates: readonly WrittenWarrant[],
  used: Set<WrittenWarrant>,
  today: string,
): Finding {
  let covering: WrittenWarrant | undefined
  for (const warrant of candidates) {
    if (!speaksOf(warrant, finding)) continue
    used.add(warrant)
    if (!isExpired(warrant, today)) covering ??= warrant
  }
  return covering ? { ...finding, exemption: exemptionBy(covering) } : finding
}

/** In the order of the declarations: all but those about warrants are so already, which makes for quick work. */
function inOrder(findings: Finding[], resources: readonly Resource[]): Finding[] {
  const order = new Map(resources.map((resource, i) => [resource, i]))
  return findings.sort((a, b) => (order.get(a.resource) ?? 0) - (order.get(b.resource) ?? 0))
}

/** Dealt out by severity. */
function worstFirst(findings: readonly Finding[]): Finding[] {
  const bySeverity = Map.groupBy(findings, ({ severity }) => severity)
  return severities.flatMap((severity) => bySeverity.get(severity) ?? [])
}
