import { type Finding, reaches, type Severity } from '../findings/index.ts'
import { countSeverities, countWords, type ResourceGroup } from './group.ts'
import { fileOf, placeText, resourceTitle } from './names.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { type Entry, entryLines, foldEntries } from './table-entry.ts'
import { layoutWidth } from './table-summary.ts'
import { enumerate, visible, widthOf, wrap } from './text.ts'
import { exemptionWords } from './words.ts'

/** Everything that is said about one resource: heading, entries from `detail` on, the others in a line, the exempted. */
export function groupText(group: ResourceGroup, detail: Severity, options: ReportOptions): string {
  const width = layoutWidth(options)
  const lines = headingLines(group, width, options)
  const shown = group.findings.filter((finding) => reaches(finding.severity, detail))
  let above: string | undefined
  for (const entry of foldEntries(shown)) {
    lines.push('', ...entryLines(entry, above, width, options))
    above = firstPlace(entry)
  }
  const others = group.findings.filter((finding) => !reaches(finding.severity, detail))
  if (others.length > 0) lines.push('', ...othersLines(others, width, options))
  if (options.showExempted && group.exempted.length > 0)
    lines.push('', ...exemptedLines(group.exempted, width, options))
  return `${lines.join('\n')}\n\n`
}

function firstPlace({ places }: Entry): string | undefined {
  return places[0] && placeText(places[0])
}

function headingLines({ resource, counts }: ResourceGroup, width: number, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const words = countWords(counts)
  const right = words.map(({ text }) => text).join('  ') || 'exempted'
  const painted = words.map(({ severity, text }) => paint.severity(severity, text)).join('  ') || paint.dim(right)
  const lines = wrap(visible(resourceTitle(resource)), width)
  const room = width - widthOf(lines.at(-1) ?? '') - widthOf(right)
  const titled = lines.map((line) => paint.bold(line))
  if (room >= 3) titled.push(`${titled.pop() ?? ''} ${paint.dim('─'.repeat(room - 2))} ${painted}`)
  else titled.push(painted)
  const { provenance } = resource
  const source = provenance
    ? `${fileOf(resource)}, rendered by ${provenance.kind} from ${provenance.root}`
    : fileOf(resource)
  // A path is never broken: it is there to be copied.
  return [...titled, paint.dim(visible(source))]
}

/** The findings that are not shown in full: how many of each severity, and of which rules. */
function othersLines(findings: readonly Finding[], width: number, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const rules = [...new Set(findings.map((finding) => finding.rule))]
  const counts = countWords(countSeverities(findings)).map(({ text }) => text)
  const text = `and ${enumerate(counts)}: ${enumerate(rules, 4)}`
  return wrap(visible(text), width - 2).map((line) => `  ${paint.dim(line)}`)
}

function exemptedLines(findings: readonly Finding[], width: number, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const lines = findings.map(({ rule, container, exemption }) => {
    const where = container ? ` in ${container}` : ''
    return `exempted: ${rule}${where}: ${exemption ? exemptionWords(exemption) : ''}`
  })
  return [...new Set(lines)].flatMap((line) => wrap(visible(line), width - 2).map((part) => `  ${paint.dim(part)}`))
}
