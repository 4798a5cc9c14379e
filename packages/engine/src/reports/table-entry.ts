import { type Finding, type Location, locationOf } from '../findings/index.ts'
import { fixCommand, wrapCommand } from './commands.ts'
import { codeFrame } from './frame.ts'
import { placeText } from './names.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { enumerate, visible, widthOf, wrap } from './text.ts'

/** Findings of one resource that say the same about several containers or places. */
export interface Entry {
  readonly finding: Finding
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
    return [{ finding, containers: [...containers], places: [...places.values()] }]
  })
}

/**
 * One entry: severity, message and rule; the code with the place marked; why it matters; what mends it. `above` is the
 * place that the entry before shows: the same code is not shown twice in a row.
 */
export function entryLines(entry: Entry, above: string | undefined, width: number, options: ReportOptions): string[] {
  const { finding, places } = entry
  const paint = painter(options.color)
  const inner = width - 4
  const [place] = places
  const lines = headLines(entry, width - 2, options).map((line) => `  ${line}`)
  if (place && placeText(place) === above) lines.push(`    ${paint.dim(`line ${place.line}, as above`)}`)
  else if (place) {
    const { severity, resource } = finding
    const frame = codeFrame(resource.document.source.lines, place, { color: options.color, width: inner, severity })
    lines.push(...indented(frame, 4))
  }
  if (places.length > 1) lines.push(...indented(wrap(visible(otherPlaces(places)), inner), 4, paint.dim))
  lines.push(...indented(wrap(visible(finding.why), inner), 4))
  const needs = finding.fix.needs === undefined ? '' : `; needs ${finding.fix.needs}`
  const remedy = wrap(visible(`${finding.fix.description}${needs}`), inner - 5)
  lines.push(...remedy.map((line, i) => `    ${i === 0 ? paint.bold('fix: ') : '     '}${line}`))
  const command = fixCommand(finding, options)
  if (command) lines.push(...indented(wrapCommand(command, inner - 5), 9, paint.command))
  return lines
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
