import fc from 'fast-check'

/**
 * Streams of YAML in all the ways that people write it. A list of numbers makes every choice, so that a failing stream
 * shrinks to its plainest form: where the numbers end, each choice is the first one.
 */
export const oddStream: fc.Arbitrary<string> = fc
  .array(fc.nat(255), { maxLength: 120, size: 'max' })
  .map((numbers) => new Writer(numbers).stream())

const scalars = [
  'x',
  '1',
  'yes',
  '~',
  "'it''s'",
  '"a\\tb"',
  'a b',
  '0644',
  '"#"',
  "'- '",
  'http://a/b',
  'a#b',
  '""',
  '-1',
]
const flowScalars = ['x', '1', "'q'", '"a, b"', 'no', 'null', 'a b', '"}"', '{}', '[]']
const keys = ['a', 'b', 'name', '"q k"', "'s'", 'x.y/z', '8080', 'on', 'two words', '-k', '"d\\u0041"']
const notes = ['', ' # why', '  #b: c', '   ', '\t# tab']

class Writer {
  readonly #numbers: readonly number[]
  #at = 0
  #anchors: { name: string; mapping: boolean }[] = []
  #count = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  stream(): string {
    const newline = this.#from(['\n', '\n', '\r\n'])
    const mark = this.#from(['', '', '\uFEFF'])
    const parts: string[] = []
    for (let more = true; more; more = this.#choice(3) === 2) {
      const head = this.#from(
        parts.length > 0 ? ['---', '--- # next', '...\n---'] : ['', '---', '# first\n\n', '%YAML 1.1\n---'],
      )
      this.#anchors = []
      const root = this.#choice(8) === 7 ? this.#sequence(0, 0) : this.#mapping(0, 0)
      parts.push(...(head === '' ? [] : head.split('\n')), ...root, ...this.#noise(0))
    }
    return mark + parts.join(newline) + this.#from([newline, '', newline + newline, `${newline}# end`])
  }

  #choice(of: number): number {
    return (this.#numbers[this.#at++] ?? 0) % of
  }

  #from<T>(list: readonly T[]): T {
    return list[this.#choice(list.length)] as T
  }

  /** Lines between entries that mean nothing. */
  #noise(indent: number): string[] {
    return this.#from([[], [], [], [''], [`${' '.repeat(indent)}# c: d`], ['#e'], ['  ']])
  }

  #mapping(indent: number, depth: number): string[] {
    const pad = ' '.repeat(indent)
    const lines: string[] = []
    const names = new Set<string>()
    const pairs = 1 + this.#choice(4)
    for (let i = 0; i < pairs; i++) {
      if (i > 0) lines.push(...this.#noise(indent))
      const mappings = this.#anchors.filter(({ mapping }) => mapping)
      if (mappings.length > 0 && !names.has('<<') && this.#choice(4) === 3) {
        names.add('<<')
        lines.push(`${pad}<<: *${this.#from(mappings).name}${this.#from(notes)}`)
        continue
      }
      let key = this.#from(keys)
      if (names.has(key)) key = `k${i}`
      names.add(key)
      const colon = this.#from([':', ':', ':', ' :'])
      const [first, ...rest] = this.#value(indent, depth, true)
      lines.push(`${pad}${key}${colon}${first}`, ...rest)
    }
    return lines
  }

  #sequence(indent: number, depth: number): string[] {
    const lines: string[] = []
    const items = 1 + this.#choice(3)
    for (let i = 0; i < items; i++) {
      if (i > 0) lines.push(...this.#noise(indent))
      const gap = this.#from([' ', ' ', '  ', '   '])
      const inner = indent + 1 + gap.length
      const nested = depth < 4 ? this.#choice(6) : 0
      if (nested === 3 || nested === 4) {
        const block = nested === 3 ? this.#mapping(inner, depth + 1) : this.#sequence(inner, depth + 1)
        lines.push(`${' '.repeat(indent)}-${gap}${(block[0] ?? '').slice(inner)}`, ...block.slice(1))
      } else {
        const [first, ...rest] = this.#value(indent, depth, false)
        lines.push(`${' '.repeat(indent)}-${first}`, ...rest)
      }
    }
    return lines
  }

  /** What stands behind a colon or dash, and the lines below it. */
  #value(indent: number, depth: number, ofKey: boolean): string[] {
    const below = indent + this.#from([2, 2, 1, 3, 4])
    const note = this.#from(notes)
    const kind = this.#choice(depth < 4 ? 12 : 9)
    const mapping = kind === 9 || kind === 10
    const anchor = kind !== 8 && this.#choice(6) === 5 ? this.#newAnchor() : undefined
    const tag = anchor === undefined ? '' : ` &${anchor}`
    const lines = this.#written(kind, indent, below, depth, ofKey, tag, note)
    if (anchor !== undefined) this.#anchors.push({ name: anchor, mapping })
    return lines
  }

  #written(
    kind: number,
    indent: number,
    below: number,
    depth: number,
    ofKey: boolean,
    tag: string,
    note: string,
  ): string[] {
    const pad = ' '.repeat(below)
    switch (kind) {
      case 3:
        return [`${tag}${note}`]
      case 4:
        return [`${tag} ${this.#flow(0, below)}${note}`]
      case 5:
        return [`${tag} ${this.#from(['|', '>', '|-', '>-', '|+'])}${note}`, `${pad}one`, '', `${pad} two # no comment`]
      case 6:
        return [`${tag} "one`, '', `${pad}two"${note}`]
      case 7:
        return [`${tag} one`, `${pad}two${note}`]
      case 8:
        return this.#anchors.length > 0 ? [` *${this.#from(this.#anchors).name}${note}`] : [` x${note}`]
      case 9:
      case 10:
        return [`${tag}${note}`, ...this.#noise(below), ...this.#mapping(below, depth + 1)]
      case 11:
        return [`${tag}${note}`, ...this.#sequence(ofKey ? this.#from([indent, below]) : below, depth + 1)]
      default:
        return [`${tag} ${this.#from(scalars)}${note}`]
    }
  }

  /** A flow collection on one line or several. */
  #flow(depth: number, indent: number): string {
    const mapping = this.#choice(2) === 0
    const spread = depth === 0 && this.#choice(3) === 2
    const padding = this.#from(['', '', ' '])
    const gap = spread ? `${this.#from(['', ' # f'])}\n${' '.repeat(indent)}` : this.#from([' ', '', '  '])
    const entries = Array.from({ length: this.#choice(4) }, (_, i) => {
      const value = depth < 2 && this.#choice(4) === 3 ? this.#flow(depth + 1, indent) : this.#from(flowScalars)
      return mapping ? `${this.#from([`f${i}`, `"f${i}"`, `'f${i}'`])}: ${value}` : value
    })
    const [open, close] = mapping ? ['{', '}'] : ['[', ']']
    const comma = entries.length > 0 && this.#choice(5) === 4 ? ',' : ''
    if (spread) return `${open}\n${' '.repeat(indent)}${entries.join(`,${gap}`)}${comma}\n${' '.repeat(indent)}${close}`
    return `${open}${padding}${entries.join(`,${gap}`)}${comma}${padding}${close}`
  }

  #newAnchor(): string {
    return `r${this.#count++}`
  }
}
