import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import type { Composed, NodeProperties } from './composed.ts'
import { templateMessage } from './explain.ts'
import { type Anchor, type CollectionKind, type Frame, merge, newFrame, newTarget } from './frames.ts'
import { YamlFailure, type YamlLimits } from './limits.ts'
import { parse } from './parse.ts'
import { blockValue, closingBracket, type ScalarEvent, scalarFlags, scalarRange, unwrittenPlace } from './places.ts'
import { resolvePlain } from './resolve.ts'
import { taggedValue } from './tagged.ts'
import {
  FLAG_FLOW,
  FLAG_PROPERTIES,
  NODE_ALIAS,
  NODE_MAPPING,
  NODE_SCALAR,
  NODE_SEQUENCE,
  type Range,
  TAPE_WIDTH,
} from './tape.ts'

/** Reads a chunk of a source into documents; usually one, none when it holds comments only. */
export function compose(text: string, start: number, limits: YamlLimits): Composed[] {
  const { events, source, toOriginal } = parse(text, start, limits)
  const composer = new Composer(source, (offset) => start + toOriginal(offset), limits)
  for (const event of events) composer.accept(event)
  return composer.documents
}

class Composer {
  readonly documents: Composed[] = []
  readonly #source: string
  readonly #place: (offset: number) => number
  readonly #limits: YamlLimits
  #tape: number[] = []
  #frames: Frame[] = []
  #anchors = new Map<string, Anchor>()
  #properties = new Map<number, NodeProperties>()
  #aliases = new Map<number, number>()
  #duplicates: { key: string; offset: number }[] = []
  #keys = new Map<number, string>()
  #root: unknown
  #aliased = false
  /** Offset behind the last token seen, from which unwritten scalars and closing brackets are looked for. */
  #last = 0

  constructor(source: string, place: (offset: number) => number, limits: YamlLimits) {
    this.#source = source
    this.#place = place
    this.#limits = limits
  }

  accept(event: Event): void {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return this.#begin()
      case EVENT_ID.SCALAR:
        return this.#scalar(event)
      case EVENT_ID.MAPPING:
        return this.#open(event, NODE_MAPPING)
      case EVENT_ID.SEQUENCE:
        return this.#open(event, NODE_SEQUENCE)
      case EVENT_ID.ALIAS:
        return this.#alias(event)
      case EVENT_ID.POP:
        return this.#pop()
    }
  }

  #begin(): void {
    this.#tape = []
    this.#frames = []
    this.#anchors = new Map()
    this.#properties = new Map()
    this.#aliases = new Map()
    this.#duplicates = []
    this.#keys = new Map()
    this.#root = undefined
    this.#aliased = false
  }

  #pop(): void {
    const frame = this.#frames.pop()
    if (!frame) {
      this.documents.push({
        value: this.#root,
        tape: this.#finishTape(),
        properties: this.#properties,
        aliases: this.#aliases,
        duplicates: this.#duplicates,
        keys: this.#keys,
      })
      return
    }
    if (frame.flow) this.#last = closingBracket(this.#source, this.#last) + 1
    this.#tape[frame.tapeIndex + 2] = this.#last
    this.#tape[frame.tapeIndex + 3] = this.#tape.length
    if (frame.anchor !== undefined) {
      const anchor = this.#anchors.get(frame.anchor)
      if (anchor) {
        anchor.open = false
        anchor.weight = frame.weight
      }
    }
    this.#add(frame.target, frame.weight, frame.tapeIndex)
  }

  #finishTape(): Int32Array {
    const tape = Int32Array.from(this.#tape)
    for (let i = 0; i < tape.length; i += TAPE_WIDTH) {
      tape[i + 1] = this.#place(tape[i + 1] ?? 0)
      tape[i + 2] = this.#place(tape[i + 2] ?? 0)
    }
    return tape
  }

  #push(flags: number, start: number, end: number): number {
    const index = this.#tape.length
    this.#tape.push(flags, start, end, index + TAPE_WIDTH)
    return index
  }

  #open(event: Extract<Event, { style: unknown; start: number }>, kind: CollectionKind): void {
    const flow = event.style === 2
    const index = this.#push(kind | (flow ? FLAG_FLOW : 0), event.start, event.start)
    const target = newTarget(kind)
    const anchor = this.#describe(event, index, target, true)
    if (this.#atKey()) this.#failAtKey(event.start)
    this.#frames.push(newFrame(kind, target, index, flow, anchor))
    this.#last = Math.max(this.#last, flow ? event.start + 1 : event.start)
  }

  #failAtKey(offset: number): never {
    if (this.#source.startsWith('{{', offset - 1)) this.#fail('yaml-unsupported', templateMessage, offset - 1)
    this.#fail('yaml-unsupported', 'a key must be a string, a number or a boolean, not a list or a mapping', offset)
  }

  #scalar(event: ScalarEvent): void {
    const raw = this.#text(event)
    const plain = event.style === SCALAR_STYLE.PLAIN
    const tag = this.#tag(event)
    const value = tag === undefined ? (plain ? resolvePlain(raw) : raw) : taggedValue(tag, raw)
    if (value === undefined) this.#fail('yaml-syntax', `${JSON.stringify(raw)} is not a ${tag}`, event.tagStart)
    const range = this.#rangeOf(event)
    const index = this.#push(NODE_SCALAR | scalarFlags(event), range.start, range.end)
    this.#describe(event, index, value, false)
    this.#last = range.end
    if (this.#atKey()) this.#acceptKey(value, raw, event, index, plain && tag === undefined)
    else this.#add(value, 1, index)
  }

  #text(event: ScalarEvent): string {
    if (event.valueStart < 0) return ''
    const text = getScalarValue(this.#source, event)
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK
    return isBlock ? blockValue(this.#source, event, text) : text
  }

  #rangeOf(event: ScalarEvent): Range {
    const behindProperties = Math.max(this.#last, event.anchorEnd, event.tagEnd)
    if (event.valueStart >= 0) return scalarRange(this.#source, event, behindProperties)
    const described = event.anchorStart >= 0 || event.tagStart >= 0
    const frame = this.#frames.at(-1)
    const at =
      described || !frame ? behindProperties : unwrittenPlace(this.#source, this.#last, frame.kind === NODE_MAPPING)
    return { start: at, end: at }
  }

  #alias(event: Extract<Event, { type: typeof EVENT_ID.ALIAS }>): void {
    const name = this.#source.slice(event.anchorStart, event.anchorEnd)
    const anchor = this.#anchors.get(name)
    if (!anchor) this.#fail('yaml-syntax', `there is no anchor "${name}" above this`, event.anchorStart - 1)
    if (anchor.open) this.#fail('yaml-limit', `anchor "${name}" contains itself`, event.anchorStart - 1)
    const index = this.#push(NODE_ALIAS, event.anchorStart - 1, event.anchorEnd)
    this.#aliases.set(index, anchor.tapeIndex)
    this.#aliased = true
    this.#last = event.anchorEnd
    if (this.#atKey()) this.#acceptKey(anchor.value, undefined, undefined, index, false)
    else this.#add(anchor.value, anchor.weight, index)
  }

  #atKey(): boolean {
    const frame = this.#frames.at(-1)
    return frame?.kind === NODE_MAPPING && frame.key === undefined
  }

  #acceptKey(
    value: unknown,
    raw: string | undefined,
    event: ScalarEvent | undefined,
    index: number,
    plain: boolean,
  ): void {
    const frame = this.#frames.at(-1)
    if (!frame) return
    if (value === null || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')) {
      const message =
        value === null ? 'a key is missing here, or is null' : 'a key must be a string, a number or a boolean'
      this.#fail('yaml-unsupported', message, this.#tape[index + 1] ?? 0)
    }
    const key = String(value)
    frame.key = key
    frame.mergeKey = plain && raw === '<<'
    if (!event?.fast || key !== raw) this.#keys.set(index, key)
    if (frame.mergeKey) return
    if (frame.seen?.has(key)) this.#duplicates.push({ key, offset: this.#place(this.#tape[index + 1] ?? 0) })
    else frame.seen?.add(key)
  }

  #add(value: unknown, weight: number, index: number): void {
    const frame = this.#frames.at(-1)
    if (!frame) {
      this.#root = value
      return
    }
    frame.weight += weight
    if (this.#aliased && frame.weight > this.#limits.expandedNodes) {
      this.#fail(
        'yaml-limit',
        `aliases expand to more than ${this.#limits.expandedNodes} nodes`,
        this.#tape[index + 1] ?? 0,
      )
    }
    if (Array.isArray(frame.target)) {
      frame.target.push(value)
      return
    }
    const key = frame.key ?? ''
    frame.key = undefined
    if (!frame.mergeKey) frame.target[key] = value
    else if (!merge(frame.target, value))
      this.#fail('yaml-syntax', 'a merge key needs a mapping or a list of mappings', this.#tape[index + 1] ?? 0)
  }

  #tag(event: { tagStart: number; tagEnd: number }): string | undefined {
    return event.tagStart < 0 ? undefined : this.#source.slice(event.tagStart, event.tagEnd)
  }

  /** Remembers anchor and tag of a node. Returns the anchor's name. */
  #describe(
    event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number },
    index: number,
    value: unknown,
    open: boolean,
  ): string | undefined {
    if (event.anchorStart < 0 && event.tagStart < 0) return undefined
    const anchor = event.anchorStart < 0 ? undefined : this.#source.slice(event.anchorStart, event.anchorEnd)
    const starts = [event.anchorStart - 1, event.tagStart].filter((offset) => offset >= 0)
    this.#properties.set(index, { anchor, tag: this.#tag(event), start: this.#place(Math.min(...starts)) })
    this.#tape[index] = (this.#tape[index] ?? 0) | FLAG_PROPERTIES
    if (anchor !== undefined) this.#anchors.set(anchor, { value, tapeIndex: index, weight: 1, open })
    return anchor
  }

  #fail(code: 'yaml-syntax' | 'yaml-limit' | 'yaml-unsupported', message: string, offset: number): never {
    throw new YamlFailure(code, message, this.#place(offset))
  }
}
