import { type AuditReport, summarize } from '../audit/index.ts'
import { controlsMarkdown } from './controls.ts'
import { countWords, groupByResource, type ResourceGroup } from './group.ts'
import { code, fileLink, htmlCode, prose } from './markdown-text.ts'
import { resourceTitle } from './names.ts'
import type { ReportOptions } from './options.ts'
import { type Entry, foldEntries } from './table-entry.ts'
import { count, enumerate, fromText } from './text.ts'
import { errorPlace, exemptionWords } from './words.ts'

/** GitHub takes comments of up to 65,536 characters; some are left for what the poster adds. */
export const defaultMaxLength = 60_000

/** Room kept for the lines that say what was left out, and for the ends of folds. */
const reserve = 400

/**
 * The report as a comment on a pull request: counts, what could not be read, an overview of the workloads, worst first,
 * and a fold with the findings of each. No longer than `maxLength`; what does not fit is counted, never cut off silently.
 */
export function* markdown(report: AuditReport, options: ReportOptions): Generator<string> {
  const max = Math.max(options.maxLength ?? defaultMaxLength, 4 * reserve)
  let length = 0
  const write = (text: string): string => {
    length += text.length
    return text
  }
  /** Writes rows as long as they fit in a share of the room; tells how many did. */
  function* rows(texts: Iterable<string>, share: number): Generator<string, number> {
    let written = 0
    for (const text of texts) {
      if (length + text.length > max * share - reserve) break
      yield write(text)
      written++
    }
    return written
  }

  yield write(headText(report))
  const problems = problemItems(report)
  if (problems.length > 0) {
    const written = yield* rows(problems, 0.3)
    if (written < problems.length) yield write(`- and ${problems.length - written} more\n`)
    yield write('\n')
  }
  yield write(controlsMarkdown(report))
  const groups = groupByResource(report.findings).filter((group) => group.findings.length > 0)
  if (groups.length > 0) {
    yield write('| workload | findings | file |\n| --- | --- | --- |\n')
    const written = yield* rows(
      groups.values().map((group) => overviewRow(group, options)),
      0.5,
    )
    if (written < groups.length) yield write(`\nAnd ${count(groups.length - written, 'more workload')}.\n`)
    yield write('\n')
  }
  let left = groups.reduce((sum, group) => sum + foldEntries(group.findings).length, 0)
  for (const group of groups) {
    const opening = detailsOpening(group)
    if (length + opening.length > max - 2 * reserve) break
    yield write(opening)
    const entries = foldEntries(group.findings)
    const written = yield* rows(
      entries.values().map((entry) => entryRow(entry, options)),
      1,
    )
    yield write(
      written < entries.length ? `\nAnd ${entries.length - written} more.\n\n</details>\n\n` : '\n</details>\n\n',
    )
    left -= written
    if (written < entries.length) break
  }
  if (left > 0) yield `**And ${left} more** that did not fit here.\n`
  else if (options.showExempted) yield* exemptedText(report, (items) => rows(items, 1))
}

function headText(report: AuditReport): string {
  const { findings, exempted } = summarize(report)
  const words = countWords(findings).map(({ text }) => text)
  const read = `${count(report.resources, 'resource')} (${count(report.workloads, 'workload')})${fromText(report.files)}`
  const nothing = report.resources === 0 ? 'nothing was audited' : 'no findings'
  const notes = [
    `Audited ${read}.`,
    ...(exempted > 0 ? [`${count(exempted, 'finding')} exempted by a written warrant.`] : []),
    ...(report.known > 0 ? [`${count(report.known, 'finding')} known to the baseline left out.`] : []),
  ]
  return `### Warrant: ${words.length > 0 ? enumerate(words) : nothing}\n\n${notes.join(' ')}\n\n`
}

function problemItems(report: AuditReport): string[] {
  return [
    ...report.errors.map((error) => `- **could not be read:** ${code(errorPlace(error))}: ${prose(error.message)}\n`),
    ...report.notAudited.map(
      ({ kind, path, reason }) => `- **not audited:** ${code(path)} (${kind}): ${prose(reason)}\n`,
    ),
  ]
}

function overviewRow({ resource, findings, counts }: ResourceGroup, options: ReportOptions): string {
  const words = countWords(counts).map(({ text }) => text)
  const [first] = findings
  const link = first ? fileLink(resource, resourceLine(resource), options.linkBase) : ''
  return `| ${code(resourceTitle(resource))} | ${enumerate(words)} | ${link} |\n`
}

function resourceLine({ document, base }: ResourceGroup['resource']): number {
  const { key, value } = document.locate(base)
  return document.position((key ?? value).start).line
}

function detailsOpening({ resource, counts }: ResourceGroup): string {
  const words = enumerate(countWords(counts).map(({ text }) => text))
  return `<details>\n<summary>${htmlCode(resourceTitle(resource))}: ${words}</summary>\n\n| severity | finding | where | fix |\n| --- | --- | --- | --- |\n`
}

function entryRow({ finding, containers, places }: Entry, options: ReportOptions): string {
  const { severity, rule, message, why, resource, fix } = finding
  const where = containers.length === 0 ? '' : ` in ${enumerate(containers.map(code), 4)}`
  const links = places.map(({ line }) => fileLink(resource, line, options.linkBase))
  const needs = fix.needs === undefined ? '' : `; needs ${prose(fix.needs)}`
  const cells = [
    severity,
    `**${prose(message)}**${where}<br>${prose(why)}<br>${code(rule)}`,
    enumerate(links, 4),
    `${prose(fix.description)}${needs}`,
  ]
  return `| ${cells.join(' | ')} |\n`
}

function* exemptedText(report: AuditReport, rows: (items: string[]) => Generator<string, number>): Generator<string> {
  const items = report.findings.flatMap(({ rule, resource, container, exemption }) => {
    if (!exemption) return []
    const where = container ? ` in ${code(container)}` : ''
    return [`- ${code(rule)} on ${code(resourceTitle(resource))}${where}: ${prose(exemptionWords(exemption))}\n`]
  })
  if (items.length === 0) return
  yield `<details>\n<summary>${count(items.length, 'finding')} exempted</summary>\n\n`
  const written = yield* rows(items)
  yield written < items.length ? `- and ${items.length - written} more\n\n</details>\n` : '\n</details>\n'
}
