import type { Cluster, Resource, Workload } from '../cluster/index.ts'
import type { Finding, Severity } from '../findings/index.ts'
import { type Fix, type ResourceChange, sameValue } from '../fixes/index.ts'
import type { OptionTable, Report, Rule } from '../rules/index.ts'

/** A rule with the settings it runs with. */
export interface ConfiguredRule {
  readonly rule: Rule
  readonly severity: Severity | undefined
  readonly options: Readonly<Record<string, unknown>>
  /** Which workloads it looks at; all when left out, but for Linux rules on Windows pods. */
  readonly judges?: (workload: Workload) => boolean
}

/** The values of a rule's options where the configuration says nothing. */
export function defaultOptions(table: OptionTable | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table ?? {}).map(([name, info]) => [name, info.default]))
}

/** Whether a rule says nothing because what it needs was not configured. */
export function isSilent({ rule, options }: ConfiguredRule): boolean {
  return rule.examples.options !== undefined && sameValue(options, defaultOptions(rule.options))
}

interface Visitors {
  readonly container: ConfiguredRule[]
  readonly workload: ConfiguredRule[]
  readonly everyResource: ConfiguredRule[]
  readonly byKind: Map<string, ConfiguredRule[]>
  readonly cluster: ConfiguredRule[]
}

/**
 * Runs rules over a cluster. Workloads that a controller in the same cluster made (the ReplicaSets and pods of a
 * Deployment) are passed over: what is wrong with them is reported on their owner.
 */
export function runRules(cluster: Cluster, rules: readonly ConfiguredRule[]): Finding[] {
  const visitors = sortByVisit(rules)
  const findings: Finding[] = []
  for (const resource of cluster.resources) {
    for (const configured of visitors.byKind.get(resource.kind) ?? visitors.everyResource) {
      if (configured.rule.visit !== 'resource') continue
      const reports = configured.rule.check({ resource, cluster, options: configured.options as never })
      for (const report of reports) findings.push(newFinding(configured, report, resource, undefined, undefined))
    }
    for (const workload of cluster.workloadsOf(resource)) {
      if (workload.owner === undefined) visitWorkload(workload, cluster, visitors, findings)
    }
  }
  for (const configured of visitors.cluster) {
    if (configured.rule.visit !== 'cluster') continue
    for (const report of configured.rule.check({ cluster, options: configured.options as never })) {
      findings.push(newFinding(configured, report, report.resource, undefined, report.container))
    }
  }
  return findings
}

function visitWorkload(workload: Workload, cluster: Cluster, visitors: Visitors, findings: Finding[]): void {
  const { resource } = workload
  for (const configured of visitors.workload) {
    const { rule } = configured
    if (rule.visit !== 'workload' || !isJudged(configured, workload)) continue
    for (const report of rule.check({ workload, cluster, options: configured.options as never })) {
      findings.push(newFinding(configured, report, resource, workload, report.container))
    }
  }
  for (const container of workload.containers) {
    for (const configured of visitors.container) {
      const { rule } = configured
      if (rule.visit !== 'container' || !isJudged(configured, workload)) continue
      if (rule.containers && !rule.containers.includes(container.kind)) continue
      for (const report of rule.check({ container, workload, cluster, options: configured.options as never })) {
        findings.push(newFinding(configured, report, resource, workload, container.name))
      }
    }
  }
}

function isJudged({ rule, judges }: ConfiguredRule, workload: Workload): boolean {
  return judges ? judges(workload) : !(workload.windows && rule.linux)
}

function sortByVisit(rules: readonly ConfiguredRule[]): Visitors {
  const visitors: Visitors = { container: [], workload: [], everyResource: [], byKind: new Map(), cluster: [] }
  for (const configured of rules) {
    const { rule } = configured
    if (rule.visit === 'warrant') continue
    if (rule.visit !== 'resource') visitors[rule.visit].push(configured)
    else if (!rule.kinds) visitors.everyResource.push(configured)
    else {
      for (const kind of rule.kinds) {
        const list = visitors.byKind.get(kind)
        if (list) list.push(configured)
        else visitors.byKind.set(kind, [configured])
      }
    }
  }
  for (const [kind, own] of visitors.byKind) visitors.byKind.set(kind, [...visitors.everyResource, ...own])
  return visitors
}

/** Makes a finding of what a rule reported. */
export function newFinding(
  { rule, severity }: ConfiguredRule,
  report: Report,
  resource: Resource,
  workload: Workload | undefined,
  container: string | undefined,
): Finding {
  return {
    rule: rule.id,
    severity: severity ?? report.severity ?? rule.severity,
    title: rule.title,
    message: report.message,
    why: report.why ?? rule.why,
    resource,
    workload,
    container,
    path: report.at,
    fix: newFix(rule, report, resource),
    exemption: null,
  }
}

const noChanges: readonly ResourceChange[] = []

const remedies = new WeakMap<Rule, Fix>()

/** What a rule says where it proposes no change. */
function remedyOf(rule: Rule): Fix {
  let remedy = remedies.get(rule)
  if (remedy === undefined) {
    const { fix, remedy: description } = rule
    remedy = { class: fix === 'safe' ? 'none' : fix, description, changes: noChanges, needs: undefined }
    remedies.set(rule, remedy)
  }
  return remedy
}

function newFix(rule: Rule, report: Report, resource: Resource): Fix {
  const proposed = report.fix
  if (!proposed) return remedyOf(rule)
  const changes =
    proposed.changes?.map((change): ResourceChange => ({ ...change, resource: change.resource ?? resource })) ??
    noChanges
  return { class: proposed.class ?? rule.fix, description: proposed.description, changes, needs: proposed.needs }
}
