import { readsAsString } from '../yaml/index.ts'
import type { TextLines } from './text.ts'
import type { SequenceNode } from './tree.ts'
import { resolvesAlike } from './yaml-core.ts'

/** How new text is written. */
export interface RenderStyle {
  /** Spaces by which a nested mapping is indented. */
  readonly step: number
  readonly newline: string
}

/** Lines of a mapping's pairs in block style, each indented by `indent` spaces. */
export function renderPairs(pairs: Iterable<readonly [string, unknown]>, indent: number, style: RenderStyle): string[] {
  const lines: string[] = []
  for (const [key, value] of pairs) {
    const [first, ...rest] = renderValue(value, indent, style)
    lines.push(`${' '.repeat(indent)}${renderScalar(key)}:${first === '' ? '' : ' '}${first}`, ...rest)
  }
  return lines
}

/** Lines of one item of a block sequence whose dash stands at `indent`; `gap` is what stands between dash and content. */
export function renderItem(value: unknown, indent: number, style: RenderStyle, gap = ' ', quotes?: string): string[] {
  const prefix = `${' '.repeat(indent)}-${gap}`
  if (isFilled(value)) {
    const inner = indent + 1 + gap.length
    const lines = Array.isArray(value)
      ? value.flatMap((item) => renderItem(item, inner, style))
      : renderPairs(Object.entries(value), inner, style)
    return lines.map((line, i) => (i === 0 ? prefix + line.slice(inner) : line))
  }
  return [prefix + (renderQuoted(value, quotes) ?? renderInline(value))]
}

/** A string in given quotes; undefined when it is none, or cannot be written so. */
export function renderQuoted(value: unknown, quotes: string | undefined): string | undefined {
  if (typeof value !== 'string' || quotes === undefined) return undefined
  return quotes === "'" && /^[^'\n\r\t]*$/.test(value) ? `'${value}'` : quote(value)
}

/** The quotes in which all items of a sequence are written, when they are. */
export function commonQuotes(node: SequenceNode, lines: TextLines): string | undefined {
  const marks = new Set(
    node.items.map((item) => (item.kind === 'scalar' && item.style === 'quoted' ? lines.text[item.start] : '')),
  )
  const [mark] = marks
  return marks.size === 1 && mark !== '' ? mark : undefined
}

/** The text behind `key:` and the lines below it. New sequences have their dashes indented by two under their key. */
export function renderValue(value: unknown, indent: number, style: RenderStyle): string[] {
  if (!isFilled(value)) return [renderInline(value)]
  if (Array.isArray(value)) return ['', ...value.flatMap((item) => renderItem(item, indent + 2, style))]
  return ['', ...renderPairs(Object.entries(value), indent + style.step, style)]
}

function isFilled(value: unknown): value is object {
  return value !== null && typeof value === 'object' && Object.keys(value).length > 0
}

/** A value on one line: flow style for collections. */
export function renderInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderInline).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value).map(([key, item]) => `${renderFlowScalar(key)}: ${renderInline(item)}`)
    return pairs.length === 0 ? '{}' : `{${pairs.join(', ')}}`
  }
  return renderFlowScalar(value)
}

const plainForm = /^[^\s\-?:,[\]{}#&*!|>'"%@`=<](?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ](?=[^\s#]))*$/
const dashForm = /^[-?:](?=[^\s,[\]{}])[^\s:#,[\]{}]*$/

/** A scalar outside flow collections: plain when both versions of YAML read it as it is meant, else double-quoted. */
export function renderScalar(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value !== 'string') return JSON.stringify(value)
  const plain = (plainForm.test(value) || dashForm.test(value)) && !value.endsWith(':')
  return plain && readsAsString(value) && resolvesAlike(value) ? value : quote(value)
}

function renderFlowScalar(value: unknown): string {
  const text = renderScalar(value)
  return typeof value === 'string' && !text.startsWith('"') && /[,[\]{}]/.test(text) ? quote(value) : text
}

/** Double-quoted text, valid in YAML and JSON. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
