import type { NodePlan } from './plan.ts'
import { insertedValue } from './plan.ts'
import { commonQuotes, quote, renderInline, renderQuoted, renderScalar } from './render.ts'
import type { Splice } from './splice.ts'
import type { TextLines } from './text.ts'
import type { MappingNode, Node, Pair, SequenceNode } from './tree.ts'

/** How a flow collection is written: as JSON or YAML, on one line or several. */
interface FlowStyle {
  readonly json: boolean
  /** What follows a colon. */
  readonly colon: string
  /** White space between entries, after the comma. */
  readonly gap: string
  /** Indentation step of entries that stand on lines of their own; undefined on one line. */
  readonly step: string | undefined
  /** What stands inside the braces of a mapping on one line. */
  readonly padding: string
}

/** Splices for changes of a node inside, or written as, a flow collection. */
export function spliceFlow(plan: NodePlan, lines: TextLines): Splice[] {
  const { node } = plan
  if (plan.replace) return [replaceFlow(node, plan.replace.value, lines)]
  if (node.kind === 'mapping' && node.pairs.length > 0) {
    const entries = node.pairs.map((pair) => ({ ...rangeOf(pair), removed: plan.removedPairs.has(pair) }))
    const style = flowStyle(node, lines)
    const added = Object.entries(insertedValue(plan) as object).map(
      ([key, value]) => `${renderKey(key, style)}${renderFlow(value, style, entryIndent(node, lines))}`,
    )
    return spliceEntries(node, entries, added, style, lines)
  }
  if (node.kind === 'sequence' && node.items.length > 0) {
    const entries = node.items.map((item) => ({
      start: item.propertyStart ?? item.start,
      end: item.end,
      removed: plan.removedItems.has(item),
    }))
    const style = flowStyle(node, lines)
    const quotes = commonQuotes(node, lines)
    const added = plan.appends.map(
      (value) => renderQuoted(value, quotes) ?? renderFlow(value, style, entryIndent(node, lines)),
    )
    return spliceEntries(node, entries, added, style, lines)
  }
  if (node.kind === 'alias') {
    const name = lines.text.slice(node.start, node.end)
    const pairs = Object.entries(insertedValue(plan) as object).map(
      ([key, value]) => `, ${renderScalar(key)}: ${renderInline(value)}`,
    )
    return [{ offset: node.start, length: node.end - node.start, text: `{<<: ${name}${pairs.join('')}}` }]
  }
  return [replaceFlow(node, insertedValue(plan), lines)]
}

interface Entry {
  readonly start: number
  readonly end: number
  readonly removed: boolean
}

function rangeOf(pair: Pair): { start: number; end: number } {
  return { start: pair.key.propertyStart ?? pair.key.start, end: Math.max(pair.value.end, pair.key.end) }
}

/** Removes entries with their commas and adds new ones behind the last that stays. */
function spliceEntries(
  node: MappingNode | SequenceNode,
  entries: readonly Entry[],
  added: readonly string[],
  style: FlowStyle,
  lines: TextLines,
): Splice[] {
  const splices: Splice[] = []
  const kept = entries.filter((entry) => !entry.removed)
  const first = entries[0]
  const last = entries.at(-1)
  if (!first || !last) return splices
  if (kept.length === 0) {
    const comma = trailingComma(lines.text, last.end, node.end)
    const end = added.length === 0 ? lastContent(lines.text, node.start + 1, node.end - 1) : comma
    const start = added.length === 0 ? node.start + 1 : first.start
    return [{ offset: start, length: Math.max(end - start, 0), text: added.join(`,${style.gap}`) }]
  }
  let i = 0
  for (; entries[i]?.removed; i++);
  const firstKept = entries[i]
  if (i > 0 && firstKept) splices.push({ offset: first.start, length: firstKept.start - first.start, text: '' })
  for (let previous = firstKept; i < entries.length; i++) {
    const entry = entries[i]
    if (!entry || !previous) continue
    if (!entry.removed) {
      previous = entry
      continue
    }
    let end = entry.end
    while (entries[i + 1]?.removed) end = entries[++i]?.end ?? end
    splices.push({ offset: previous.end, length: end - previous.end, text: '' })
  }
  const lastKept = kept.at(-1)
  if (added.length > 0 && lastKept) splices.push(...addBehind(lastKept.end, added, style, lines))
  return splices
}

/** The comma goes right behind the entry, new entries behind a comment that may follow on its line. */
function addBehind(end: number, added: readonly string[], style: FlowStyle, lines: TextLines): Splice[] {
  const text = added.join(`,${style.gap}`)
  const lineEnd = lines.end(end)
  const rest = lines.text.slice(end, lineEnd)
  const comment = /^\s*,?\s*#/.test(rest) && style.gap.includes('\n')
  if (!comment) return [{ offset: end, length: 0, text: `,${style.gap}${text}` }]
  const hasComma = /^\s*,/.test(rest)
  return [
    ...(hasComma ? [] : [{ offset: end, length: 0, text: ',' }]),
    { offset: lineEnd, length: 0, text: `${style.gap}${text}${hasComma ? ',' : ''}` },
  ]
}

function trailingComma(text: string, from: number, end: number): number {
  const match = /^\s*,/.exec(text.slice(from, end))
  return match ? from + match[0].length : from
}

function lastContent(text: string, from: number, to: number): number {
  return text.slice(from, to).includes('#') ? from + text.slice(from, to).trimEnd().length : to
}

function replaceFlow(node: Node, value: unknown, lines: TextLines): Splice {
  const mapping = node.parent
  const style = flowStyle(node.kind === 'mapping' || node.kind === 'sequence' ? node : (mapping ?? node), lines)
  const indent = mapping ? entryIndent(mapping, lines) : ''
  const quotes = node.kind === 'scalar' && node.style === 'quoted' ? lines.text[node.start] : undefined
  const text = renderQuoted(value, quotes) ?? renderFlow(value, mapping ? flowStyle(mapping, lines) : style, indent)
  if (node.kind === 'scalar' && node.style === 'unwritten') {
    const colon = lines.text[node.start - 1] === ':'
    return { offset: node.start, length: 0, text: colon ? ` ${text}` : `: ${text}` }
  }
  return { offset: node.start, length: node.end - node.start, text }
}

/** Reads the style off the collection's own entries, else off those around it. */
function flowStyle(node: Node, lines: TextLines): FlowStyle {
  const { text } = lines
  const json = isJson(node, text)
  const entries = entryStarts(node)
  const second = entries[1]
  const firstEnd =
    node.kind === 'mapping' ? node.pairs[0]?.value.end : node.kind === 'sequence' ? node.items[0]?.end : undefined
  const multiline = entries[0] !== undefined && /[\r\n]/.test(text.slice(node.start, entries[0]))
  const step = multiline || json ? stepOf(node, lines) : undefined
  const colon = colonGap(node, text)
  let gap = json && colon === '' ? '' : ' '
  if (multiline) gap = lines.newline + entryIndent(node, lines)
  else if (second !== undefined && firstEnd !== undefined)
    gap = /,([ \t]*)$/.exec(text.slice(firstEnd, second))?.[1] ?? ' '
  return { json, colon, gap, step: multiline ? step : undefined, padding: paddingOf(node, text) }
}

function entryStarts(node: Node): number[] {
  if (node.kind === 'mapping') return node.pairs.map((pair) => pair.key.start)
  return node.kind === 'sequence' ? node.items.map((item) => item.start) : []
}

function isJson(node: Node, text: string): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.kind === 'mapping' && at.pairs[0]) return at.flow && text[at.pairs[0].key.start] === '"'
  }
  return false
}

function paddingOf(node: Node, text: string): string {
  for (let at: Node | undefined = node; at; at = at.parent) {
    const first = at.kind === 'mapping' && at.flow ? at.pairs[0] : undefined
    if (first) return /^\{( *)$/.exec(text.slice(at.start, first.key.propertyStart ?? first.key.start))?.[1] ?? ''
  }
  return ''
}

function colonGap(node: Node, text: string): string {
  for (let at: Node | undefined = node; at; at = at.parent) {
    const pair =
      at.kind === 'mapping'
        ? at.pairs.find(({ value }) => value.kind !== 'scalar' || value.style !== 'unwritten')
        : undefined
    if (pair)
      return /:([ \t]*)$/.exec(text.slice(pair.key.end, pair.value.propertyStart ?? pair.value.start))?.[1] ?? ' '
  }
  return ' '
}

/** Indentation of the lines on which a collection's entries stand. */
function entryIndent(node: MappingNode | SequenceNode | Node, lines: TextLines): string {
  const first = entryStarts(node)[0]
  if (first === undefined) return lines.indentation(node.start) + (stepOf(node, lines) ?? '')
  return lines.indentation(first)
}

function stepOf(node: Node, lines: TextLines): string | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    const first = entryStarts(at)[0]
    if (first !== undefined && /[\r\n]/.test(lines.text.slice(at.start, first))) {
      const inner = lines.indentation(first)
      const outer = lines.indentation(at.start)
      return inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : '  '
    }
  }
  return undefined
}

function renderKey(key: string, style: FlowStyle): string {
  return `${style.json ? quote(key) : renderScalar(key)}:${style.json ? style.colon : style.colon || ' '}`
}

/** A value inside flow collections; spread over lines where its surroundings are. */
function renderFlow(value: unknown, style: FlowStyle, indent: string): string {
  if (value === null || typeof value !== 'object')
    return style.json && typeof value === 'string' ? quote(value) : renderInline(value)
  const entries = Array.isArray(value)
    ? value.map((item) => (inner: string) => renderFlow(item, style, inner))
    : Object.entries(value).map(
        ([key, item]) =>
          (inner: string) =>
            renderKey(key, style) + renderFlow(item, style, inner),
      )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (entries.length === 0) return `${open}${close}`
  if (style.step === undefined) {
    const gap = style.json && style.colon === '' ? ',' : ', '
    const padding = Array.isArray(value) ? '' : style.padding
    return `${open}${padding}${entries.map((entry) => entry(indent)).join(gap)}${padding}${close}`
  }
  const newline = /\r?\n/.exec(style.gap)?.[0] ?? '\n'
  const inner = indent + style.step
  return `${open}${entries.map((entry) => newline + inner + entry(inner)).join(',')}${newline}${indent}${close}`
}
