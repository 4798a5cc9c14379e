import { type Finding, reaches, type Severity } from '../findings/index.ts'
import type { ResourceGroup } from './group.ts'
import { type Entry, foldEntries } from './table-entry.ts'

/** What is said about one resource, and about those with the same findings. */
export interface Block {
  readonly group: ResourceGroup
  /** Other resources whose findings in full are the same. */
  readonly same: readonly ResourceGroup[]
  /** Findings that are shown in full. */
  readonly entries: readonly Entry[]
  /** Findings that are only counted. */
  readonly counted: readonly Finding[]
}

/** Entries that one resource takes up in a long report. */
const mostEntries = 8

interface FoldOptions {
  /** The least severity that is shown in full. */
  readonly detail: Severity
  /** Whether exempted findings are listed; then resources that have any are not put together with others. */
  readonly showExempted: boolean
  /** Whether every finding from `detail` on is an entry, however many one resource has. */
  readonly everyEntry: boolean
}

/**
 * Puts resources with the same findings together: copies of one manifest, objects that one template made. The order is
 * that of the first of each.
 */
export function* foldGroups(groups: readonly ResourceGroup[], options: FoldOptions): Generator<Block> {
  const sames = Map.groupBy(groups.entries(), ([index, group]) => signature(group, index, options))
  for (const [first, ...others] of sames.values()) {
    if (!first) continue
    const [, group] = first
    const inFull = foldEntries(group.findings.filter(({ severity }) => reaches(severity, options.detail)))
    const entries = options.everyEntry ? inFull : inFull.slice(0, mostEntries)
    const shown = new Set(entries.flatMap(({ findings }) => findings))
    yield {
      group,
      same: others.map(([, other]) => other),
      entries,
      counted: group.findings.filter((finding) => !shown.has(finding)),
    }
  }
}

/** Equal for groups that can stand for one another: what is shown in full, or else the rules and counts. */
function signature({ findings, exempted, counts }: ResourceGroup, index: number, options: FoldOptions): string {
  if (options.showExempted && exempted.length > 0) return String(index)
  const shown = findings.filter(({ severity }) => reaches(severity, options.detail))
  if (shown.length === 0) return JSON.stringify([counts, ...new Set(findings.map(({ rule }) => rule))])
  return [...new Set(shown.map(({ rule, severity, message }) => `${rule}\0${severity}\0${message}`))].join('\n')
}
