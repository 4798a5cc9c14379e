import { type Finding, locationOf } from '../findings/index.ts'
import { countSeverities, countWords, type ResourceGroup } from './group.ts'
import { fileOf, resourceTitle } from './names.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { entryLines, type Told } from './table-entry.ts'
import type { Block } from './table-fold.ts'
import { layoutWidth } from './width.ts'
import { count, enumerate, visible, widthOf, wrap } from './text.ts'
import { exemptionWords } from './words.ts'

/** Resources with the same findings that are named. */
const mostSame = 5

/** Everything about one resource: heading, entries, those with the same findings, the others in a line, the exempted. */
export function blockText({ group, same, entries, counted }: Block, told: Told, options: ReportOptions): string {
  const width = layoutWidth(options)
  const lines = headingLines(group, width, options)
  told.above = undefined
  for (const entry of entries) lines.push('', ...entryLines(entry, told, width, options))
  const alike = same.length === 0 ? [] : ['', ...sameLines(same, width, options)]
  if (entries.length > 0) lines.push(...alike)
  if (counted.length > 0) lines.push('', ...countedLines(counted, entries.length > 0, width, options))
  if (entries.length === 0) lines.push(...alike)
  if (options.showExempted && group.exempted.length > 0)
    lines.push('', ...exemptedLines(group.exempted, width, options))
  return `${lines.join('\n')}\n\n`
}

/** Where else the same was found, each with the line of the first of its findings. */
function sameLines(groups: readonly ResourceGroup[], width: number, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const shown = groups.length > mostSame + 1 ? groups.slice(0, mostSame) : groups
  const rest = groups.length - shown.length
  return [
    `  the same in ${count(groups.length, 'more resource')}`,
    ...shown.flatMap(({ resource, findings: [first] }) => {
      const title = wrap(visible(resourceTitle(resource)), width - 4).map((line) => `    ${line}`)
      const place = visible(first ? `${fileOf(resource)}:${locationOf(first).line}` : fileOf(resource))
      const room = width - widthOf(title.at(-1) ?? '') - widthOf(place)
      if (room < 2) return [...title, `      ${paint.dim(place)}`]
      return [...title.slice(0, -1), `${title.at(-1) ?? ''}  ${paint.dim(place)}`]
    }),
    ...(rest > 0 ? [`    and ${rest.toLocaleString('en')} more`] : []),
  ]
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
function countedLines(
  findings: readonly Finding[],
  hasEntries: boolean,
  width: number,
  options: ReportOptions,
): string[] {
  const paint = painter(options.color)
  const rules = [...new Set(findings.map((finding) => finding.rule))]
  const counts = countWords(countSeverities(findings)).map(({ text }) => text)
  const text = `${hasEntries ? 'and ' : ''}${enumerate(counts)}: ${enumerate(rules, 4)}`
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
