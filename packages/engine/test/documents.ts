import fc from 'fast-check'

/** Scalars as people write them, in every style. */
const scalarText = fc.oneof(
  fc.constantFrom(
    'true',
    'no',
    '~',
    'null',
    '0644',
    '1.5',
    'a b',
    "'it''s'",
    '"a\\tb"',
    '""',
    'x#y',
    'http://a',
    '- x'.slice(2),
  ),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
)

const key = fc.stringMatching(/^[a-z][A-Za-z]{0,6}$/).filter((name) => name !== 'null')
const comment = fc.constantFrom('', ' # why', '   # a: b')

interface Style {
  readonly step: number
  readonly compact: boolean
  readonly newline: string
}

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree }

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalarText,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).tree

/** A document in block style with comments, odd indentation and mixed quoting. */
export const yamlDocument: fc.Arbitrary<string> = fc
  .record({
    root: fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
    step: fc.constantFrom(1, 2, 3, 4),
    compact: fc.boolean(),
    newline: fc.constantFrom('\n', '\r\n'),
    bom: fc.constantFrom('', '\uFEFF'),
    head: fc.constantFrom('', '---', '# first', '%YAML 1.1\n---'),
    end: fc.boolean(),
    comments: fc.array(comment, { minLength: 1, maxLength: 7 }),
  })
  .map(({ root, step, compact, newline, bom, head, end, comments }) => {
    let i = 0
    const note = () => comments[i++ % comments.length] ?? ''
    const lines = [...(head === '' ? [] : head.split('\n')), ...write(root, 0, { step, compact, newline }, note)]
    return bom + lines.join(newline) + (end ? newline : '')
  })

function write(value: Tree, indent: number, style: Style, note: () => string): string[] {
  const pad = ' '.repeat(indent)
  if (Array.isArray(value)) return (value as readonly Tree[]).flatMap((item) => writeItem(item, indent, style, note))
  if (typeof value === 'string') return [pad + value + note()]
  return Object.entries(value).flatMap(([name, item]) => {
    if (typeof item === 'string') return [`${pad}${name}: ${item}${note()}`]
    if (isEmpty(item)) return [`${pad}${name}: ${Array.isArray(item) ? '[]' : '{}'}${note()}`]
    const inner = Array.isArray(item) && style.compact ? indent : indent + style.step
    return [`${pad}${name}:${note()}`, ...write(item, inner, style, note)]
  })
}

function writeItem(item: Tree, indent: number, style: Style, note: () => string): string[] {
  const pad = ' '.repeat(indent)
  if (typeof item === 'string') return [`${pad}- ${item}${note()}`]
  if (isEmpty(item)) return [`${pad}- ${Array.isArray(item) ? '[]' : '{}'}${note()}`]
  const lines = write(item, indent + 2, style, note)
  return lines.map((line, i) => (i === 0 ? `${pad}- ${line.slice(indent + 2)}` : line))
}

function isEmpty(value: Tree): boolean {
  return typeof value !== 'string' && Object.keys(value).length === 0
}

/** Text that is close to YAML: good documents with pieces cut, doubled and scattered. */
export const brokenYaml: fc.Arbitrary<string> = fc
  .tuple(
    yamlDocument,
    fc.nat(200),
    fc.nat(40),
    fc.constantFrom(
      '',
      ':',
      '- ',
      '[',
      '}',
      '"',
      "'",
      '&a ',
      '*a',
      '<<: ',
      '\t',
      '|',
      '!!binary %',
      '---\n',
      '\u0000',
      '? ',
      '{',
    ),
  )
  .map(([text, at, length, junk]) => text.slice(0, at) + junk + text.slice(at + length))
