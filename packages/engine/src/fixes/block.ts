import { WarrantError } from '../errors/index.ts'
import type { NodePlan } from './plan.ts'
import { insertedValue } from './plan.ts'
import { commonQuotes, renderInline, renderItem, renderPairs, renderQuoted, type RenderStyle } from './render.ts'
import type { Splice } from './splice.ts'
import type { TextLines } from './text.ts'
import type { MappingNode, Node, Pair, SequenceNode } from './tree.ts'

/** Whole lines that go, and whole lines that come; put together once all changes of a document are known. */
export interface LineChanges {
  readonly splices: Splice[]
  readonly removed: { readonly start: number; readonly end: number }[]
  /** New lines below the line of an offset. Of several at one place, the deepest in the tree come first. */
  readonly added: { readonly offset: number; readonly depth: number; readonly lines: readonly string[] }[]
}

/** Writes the changes of a node in block style. */
export function spliceBlock(plan: NodePlan, lines: TextLines, out: LineChanges): void {
  const { node } = plan
  if (plan.replace) replaceNode(node, plan.replace.value, lines, out)
  else if (node.kind === 'mapping' && node.pairs.length > 0) changeMapping(node, plan, lines, out)
  else if (node.kind === 'sequence' && node.items.length > 0) changeSequence(node, plan, lines, out)
  else if (node.kind === 'alias') overrideAlias(node, plan, lines, out)
  else replaceNode(node, insertedValue(plan), lines, out)
}

function changeMapping(node: MappingNode, plan: NodePlan, lines: TextLines, out: LineChanges): void {
  const added = Object.entries(insertedValue(plan) as object)
  const kept = node.pairs.filter((pair) => !plan.removedPairs.has(pair))
  const column = keyColumn(node, lines)
  const style = styleOf(node, lines)
  const first = node.pairs[0]
  const last = node.pairs.at(-1)
  if (!first || !last) return
  if (kept.length === 0) {
    if (added.length === 0) emptyOut(node, node.pairs.map(pairRange), '{}', lines, out)
    else
      replaceText(
        out,
        first.key.start,
        pairEnd(last),
        renderPairs(added, column, style).join(lines.newline).slice(column),
      )
    return
  }
  removePairs(node, plan, lines, out)
  const lastKept = kept.at(-1)
  if (added.length > 0 && lastKept) {
    out.added.push({ offset: pairEnd(lastKept), depth: depthOf(node), lines: renderPairs(added, column, style) })
  }
}

function removePairs(node: MappingNode, plan: NodePlan, lines: TextLines, out: LineChanges): void {
  for (let i = 0; i < node.pairs.length; i++) {
    const pair = node.pairs[i]
    if (!pair || !plan.removedPairs.has(pair)) continue
    const start = pair.key.propertyStart ?? pair.key.start
    if (lines.before(start).trim() === '') {
      out.removed.push({ start: lines.start(start), end: lines.next(pairEnd(pair)) })
      continue
    }
    let end = pairEnd(pair)
    for (let next = node.pairs[i + 1]; next && plan.removedPairs.has(next); next = node.pairs[i + 1]) {
      end = pairEnd(next)
      i++
    }
    moveUp(start, end, lines, out)
  }
}

/** Removes what stands behind a dash; the next content of the same item moves up to the dash. */
function moveUp(start: number, end: number, lines: TextLines, out: LineChanges): void {
  if (!/^[\s-]*-\s+$/.test(lines.before(start))) {
    throw new WarrantError('edit-refused', 'a key written with "?" cannot be removed by an edit of text')
  }
  const rest = /\S/.exec(lines.text.slice(lines.next(end)))
  out.splices.push({ offset: start, length: lines.next(end) + (rest?.index ?? 0) - start, text: '' })
}

function changeSequence(node: SequenceNode, plan: NodePlan, lines: TextLines, out: LineChanges): void {
  const items = node.items.map((item, i) => ({
    item,
    dash: dashOf(node, i, lines),
    removed: plan.removedItems.has(item),
  }))
  const kept = items.filter(({ removed }) => !removed)
  const column = lines.column(node.start)
  const style = styleOf(node, lines)
  const first = items[0]
  const last = items.at(-1)
  if (!first || !last) return
  if (kept.length === 0 && plan.appends.length === 0) {
    emptyOut(
      node,
      items.map(({ item, dash }) => ({ start: dash, end: item.end })),
      '[]',
      lines,
      out,
    )
    return
  }
  if (kept.length === 0) {
    const text = plan.appends.flatMap((value) => renderItem(value, column, style)).join(lines.newline)
    replaceText(out, first.dash, last.item.end, text.slice(column))
    return
  }
  for (let i = 0; i < items.length; i++) {
    const entry = items[i]
    if (!entry?.removed) continue
    if (lines.before(entry.dash).trim() === '') {
      out.removed.push({ start: lines.start(entry.dash), end: lines.next(entry.item.end) })
      continue
    }
    // The first item stands behind the dash of a list around it: the next one that stays moves up to its place.
    while (items[i + 1]?.removed) i++
    const next = items[i + 1]
    if (next) out.splices.push({ offset: entry.dash, length: next.dash - entry.dash, text: '' })
  }
  const lastKept = kept.at(-1)
  if (plan.appends.length === 0 || !lastKept) return
  const between = lines.text.slice(lastKept.dash + 1, lastKept.item.propertyStart ?? lastKept.item.start)
  const gap = /^[ ]+$/.test(between) ? between : ' '
  const quotes = commonQuotes(node, lines)
  const added = plan.appends.flatMap((value) => renderItem(value, column, style, gap, quotes))
  out.added.push({ offset: lastKept.item.end, depth: depthOf(node), lines: added })
}

/** Nothing is left of a block collection: an empty one takes its place. */
function emptyOut(
  node: Node,
  parts: readonly { start: number; end: number }[],
  empty: string,
  lines: TextLines,
  out: LineChanges,
): void {
  const pair = pairHolding(node)
  const first = parts[0]
  const last = parts.at(-1)
  if (!first || !last) return
  if (!pair || node.parent?.kind !== 'mapping' || lines.before(first.start).trim() !== '') {
    replaceText(out, first.start, last.end, empty)
    return
  }
  out.splices.push({ offset: behindColon(pair, node, lines), length: 0, text: ` ${empty}` })
  for (const part of parts) out.removed.push({ start: lines.start(part.start), end: lines.next(part.end) })
}

function overrideAlias(node: Node, plan: NodePlan, lines: TextLines, out: LineChanges): void {
  const alias = lines.text.slice(node.start, node.end)
  const pairs = Object.entries(insertedValue(plan) as object)
  const pair = pairHolding(node)
  if (!pair)
    throw new WarrantError('edit-refused', 'an alias that is a list item cannot be overridden by an edit of text')
  const style = styleOf(node, lines)
  const column = lines.column(pair.key.start) + style.step
  out.splices.push(valueRemoval(pair, node, lines))
  out.added.push({
    offset: node.end,
    depth: depthOf(node),
    lines: [`${' '.repeat(column)}<<: ${alias}`, ...renderPairs(pairs, column, style)],
  })
}

function replaceNode(node: Node, value: unknown, lines: TextLines, out: LineChanges): void {
  const pair = pairHolding(node)
  const filled = value !== null && typeof value === 'object' && Object.keys(value).length > 0
  const block = (node.kind === 'mapping' || node.kind === 'sequence') && !node.flow
  const keepsFlow =
    node.kind === 'sequence' &&
    node.flow &&
    Array.isArray(value) &&
    value.every((item) => item === null || typeof item !== 'object')
  if (!filled || keepsFlow) {
    const text = renderLike(node, value, lines)
    if (!block || !pair) return writeInline(node, text, out)
    out.splices.push({ offset: behindColon(pair, node, lines), length: 0, text: ` ${text}` })
    out.removed.push({ start: lines.start(node.start), end: lines.next(node.end) })
    return
  }
  const style = styleOf(node, lines)
  if (!pair && node.propertyStart !== undefined) return writeInline(node, renderInline(value), out)
  if (!pair) {
    const behindDash = Number(node.kind === 'scalar' && node.style === 'unwritten')
    const column = node.parent ? lines.column(node.start) + behindDash : 0
    const text = Array.isArray(value)
      ? value.flatMap((item) => renderItem(item, column, style))
      : renderPairs(Object.entries(value), column, style)
    return writeInline(node, text.join(lines.newline).slice(column), out)
  }
  const column = lines.column(pair.key.start)
  const below = Array.isArray(value)
    ? value.flatMap((item) =>
        renderItem(item, block && node.kind === 'sequence' ? lines.column(node.start) : column + 2, style),
      )
    : renderPairs(Object.entries(value), column + style.step, style)
  if (block) {
    out.removed.push({ start: lines.start(node.start), end: lines.next(node.end) })
    out.added.push({ offset: behindColon(pair, node, lines), depth: depthOf(node), lines: below })
  } else {
    out.splices.push(valueRemoval(pair, node, lines))
    out.added.push({ offset: node.end, depth: depthOf(node), lines: below })
  }
}

function writeInline(node: Node, text: string, out: LineChanges): void {
  const unwritten = node.kind === 'scalar' && node.style === 'unwritten'
  out.splices.push({ offset: node.start, length: node.end - node.start, text: unwritten ? ` ${text}` : text })
}

/** A scalar in the quotes of the one it replaces. */
function renderLike(node: Node, value: unknown, lines: TextLines): string {
  const quotes = node.kind === 'scalar' && node.style === 'quoted' ? lines.text[node.start] : undefined
  return renderQuoted(value, quotes) ?? renderInline(value)
}

function valueRemoval(pair: Pair, node: Node, lines: TextLines): Splice {
  const from = behindColon(pair, node, lines)
  return { offset: from, length: node.end - from, text: '' }
}

/** Offset behind the colon of a pair, or behind its value's anchor and tag. */
function behindColon(pair: Pair, node: Node, lines: TextLines): number {
  if (node.propertyStart !== undefined) {
    const [properties] = /^(?:[&!]\S*[ \t]+)*[&!]\S*/.exec(lines.text.slice(node.propertyStart, node.start)) ?? ['!']
    if (/(?:^|\s)!/.test(properties)) {
      throw new WarrantError('edit-refused', 'a value with a tag cannot be replaced by an edit of text')
    }
    return node.propertyStart + properties.length
  }
  const colon = lines.text.indexOf(':', pair.key.end)
  return colon === -1 || colon > node.start ? node.start : colon + 1
}

function pairHolding(node: Node): Pair | undefined {
  return node.parent?.kind === 'mapping' ? node.parent.pairs.find((pair) => pair.value === node) : undefined
}

function pairRange(pair: Pair): { start: number; end: number } {
  return { start: pair.key.propertyStart ?? pair.key.start, end: pairEnd(pair) }
}

function pairEnd(pair: Pair): number {
  return Math.max(pair.key.end, pair.value.end)
}

function dashOf(node: SequenceNode, index: number, lines: TextLines): number {
  let at = index === 0 ? node.start : (node.items[index - 1]?.end ?? node.start)
  while (at < lines.text.length && lines.text[at] !== '-') {
    if (lines.text[at] === '#') at = lines.end(at)
    else at++
  }
  return at
}

function keyColumn(node: MappingNode, lines: TextLines): number {
  const first = node.pairs[0]
  if (!first || first.key.propertyStart !== undefined || lines.text[lines.start(first.key.start)] === '?') {
    throw new WarrantError('edit-refused', 'this mapping is written in a way that edits of text do not cover')
  }
  return lines.column(first.key.start)
}

function depthOf(node: Node): number {
  let depth = 0
  for (let at = node.parent; at; at = at.parent) depth++
  return depth
}

/** The indentation step in use around a node. */
function styleOf(node: Node, lines: TextLines): RenderStyle {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.kind !== 'mapping' || at.flow) continue
    for (const { key, value } of at.pairs) {
      const nested = value.kind === 'mapping' && !value.flow ? value.pairs[0] : undefined
      const step = nested ? lines.column(nested.key.start) - lines.column(key.start) : 0
      if (step > 0) return { step, newline: lines.newline }
    }
  }
  return { step: 2, newline: lines.newline }
}

function replaceText(out: LineChanges, start: number, end: number, text: string): void {
  out.splices.push({ offset: start, length: end - start, text })
}

/** Turns whole-line changes into splices. */
export function compileLines({ splices, removed, added }: LineChanges, lines: TextLines): Splice[] {
  const gone = mergeRanges(removed).map(({ start, end }) => {
    const atEnd = end === lines.text.length && lines.end(end) === end && lines.start(end) !== end
    return atEnd && start > 0
      ? { start: lines.end(start - 1 - Number(lines.text.startsWith('\r\n', start - 2))), end, atEnd }
      : { start, end, atEnd: false }
  })
  const result = [...splices]
  for (const { start, end } of gone) result.push({ offset: start, length: end - start, text: '' })
  for (const { offset, lines: text } of added.toSorted((a, b) => b.depth - a.depth)) {
    const at = lines.end(offset)
    const inside = gone.find(
      ({ start, end }) => start <= at && at < end + Number(end === lines.text.length) && at >= start,
    )
    const joined = text.join(lines.newline)
    if (!inside || at < inside.start) result.push({ offset: at, length: 0, text: lines.newline + joined })
    else if (inside.atEnd) result.push({ offset: inside.start, length: 0, text: lines.newline + joined })
    else result.push({ offset: inside.start, length: 0, text: joined + lines.newline })
  }
  return result
}

function mergeRanges(ranges: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}
