import { type Finding, type Location, locationOf } from '../findings/index.ts'
import { fixCommand, wrapCommand } from './commands.ts'
import type { Concealer } from './conceal.ts'
import { codeFrame } from './frame.ts'
import { placeText } from './names.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { enumerate, visible, widthOf, wrap } from './text.ts'

/** Findings of one resource that say the same about several containers or places. */
export interface Entry {
  /** The first of them. */
  readonly finding: Finding
  readonly findings: readonly Finding[]
  readonly containers: readonly string[]
  readonly places: readonly Location[]
}

/** Folds findings of one resource: same rule, same words, same fix. The order is that of the first of each. */
export function foldEntries(findings: readonly Finding[]): Entry[] {
  const folded = Map.groupBy(findings, ({ rule, severity, message, fix }) =>
    JSON.stringify([rule, severity, message, fix.class, fix.description]),
  )
  return [...folded.values()].flatMap((same) => {
    const [finding] = same
    if (!finding) return []
    const places = new Map(same.map(locationOf).map((location) => [placeText(location), location]))
    const containers = new Set(same.map((each) => each.container ?? '').filter((name) => name !== ''))
    return [{ finding, findings: same, containers: [...containers], places: [...places.values()] }]
  })
}

/** What a report has said already and does not say again, and what it must not say at all. */
export interface Told {
  readonly concealer: Concealer
  /** The place that the entry before shows. */
  above: string | undefined
  /** Texts of why and of needs, and rules whose command was given. */
  readonly texts: Set<string>
}

/**
 * One entry: severity, message and rule; the code with the place marked; why it matters; what mends it. Of what was told
 * before only the mend is repeated, without what it needs and the command.
 */
export function entryLines(entry: Entry, told: Told, width: number, options: ReportOptions): string[] {
  const { finding, places } = entry
  const paint = painter(options.color)
  const inner = width - 4
  const [place] = places
  const lines = headLines(entry, width - 2, options).map((line) => `  ${line}`)
  if (place && placeText(place) === told.above) lines.push(`    ${paint.dim(`line ${place.line}, as above`)}`)
  else if (place) {
    const { severity, resource } = finding
    const { document, base } = resource
    const { line: first } = document.position(document.locate(base).value.start)
    const lineText = (line: number) => told.concealer.lineText(document.source, line)
    const frame = codeFrame({ lineText }, place, { color: options.color, width: inner, severity, first })
    lines.push(...indented(frame, 4))
  }
  if (places.length > 1) lines.push(...indented(wrap(visible(otherPlaces(places)), inner), 4, paint.dim))
  if (isNew(told, finding.why)) lines.push(...indented(wrap(visible(finding.why), inner), 4))
  const { description, needs } = finding.fix
  const text = needs !== undefined && isNew(told, needs) ? `${description}; needs ${needs}` : description
  const remedy = wrap(visible(text), inner - 5)
  lines.push(...remedy.map((line, i) => `    ${i === 0 ? paint.bold('fix: ') : '     '}${line}`))
  const command = fixCommand(finding, options)
  if (command && isNew(told, finding.rule)) lines.push(...indented(wrapCommand(command, inner - 5), 9, paint.command))
  told.above = place && placeText(place)
  return lines
}

function isNew({ texts }: Told, text: string): boolean {
  const before = texts.size
  return texts.add(text).size > before
}

/** Severity and message; the rule at the right end of the last line, or on a line of its own where it has no room. */
function headLines({ finding, containers }: Entry, width: number, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const { severity, rule, message } = finding
  const margin = severity.length + 2
  const where = containers.length === 0 ? '' : ` (${plural(containers)} ${enumerate(containers, 4)})`
  const sentence = wrap(visible(`${message}${where}`), width - margin)
  const room = width - margin - widthOf(sentence.at(-1) ?? '') - widthOf(visible(rule))
  const name = paint.dim(visible(rule))
  const lines = sentence.map((line) => paint.bold(line))
  if (room >= 2) lines.push(`${lines.pop() ?? ''}${' '.repeat(room)}${name}`)
  else lines.push(name)
  return lines.map((line, i) =>
    i === 0 ? `${paint.severity(severity, severity)}  ${line}` : ' '.repeat(margin) + line,
  )
}

function plural(containers: readonly string[]): string {
  return containers.length === 1 ? 'container' : 'containers'
}

function otherPlaces([first, ...others]: readonly Location[]): string {
  const lines = others.map((place) => (place.file === first?.file ? String(place.line) : placeText(place)))
  return `also ${lines.length === 1 ? 'line' : 'lines'} ${enumerate(lines, 6)}`
}

function indented(lines: readonly string[], by: number, paint: (text: string) => string = (text) => text): string[] {
  return lines.map((line) => ' '.repeat(by) + paint(line))
}
