import fc from 'fast-check'

const space = fc.constantFrom('', '', ' ', '\n', '\r\n', '\t', '\r', '\n  ', ' \n\t ')

const numbers = fc.oneof(
  fc.constantFrom('0', '-0', '-0.0', '-0e1', '0e1', '1.0', '1e3', '1E+2', '-2.50e-7', '1e400', '-1e400', '1e-400'),
  fc.constantFrom('9007199254740991', '9007199254740993', '-12345678901234567890', '0.1', '9'.repeat(400)),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
)

const characters = fc.oneof(
  fc.constantFrom('\\n', '\\t', '\\b\\f\\r', '\\"', '\\\\', '\\/', '\\u0041', '\\u00e9', '\\uD83D\\uDe00', '\\ud800'),
  fc.constantFrom('\uD800', '\uDC00x', '\u2028--- x', '\uFEFF', '\u007F', '\u0085', '\uFFFE', '😀', 'é'),
  fc.constantFrom('a', ' ', '# b', ': ', '{', '}', '[1]', ', ', "'", '---', '*a', '&a', '!!str ', '<<', '{{ .a }}'),
  // oxlint-disable-next-line no-control-regex
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/["\\\u0000-\u001F]/g, '')),
)

const strings = fc.array(characters, { maxLength: 4 }).map((parts) => `"${parts.join('')}"`)

/** Keys of which some are the same, and some only when they are decoded. */
const keys = fc
  .oneof(
    fc.constantFrom('a', 'b', '\\u0061', '', '1', '__proto__', '\\u005f_proto__', 'constructor', '<<', 'true', 'null'),
    fc.constantFrom('metadata', 'name', 'app.kubernetes.io/name', 'x'.repeat(200)),
  )
  .map((key) => `"${key}"`)

const { value, collection } = fc.letrec<{ value: string; collection: string; array: string; object: string }>(
  (tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('true', 'false', 'null', '{}', '[]'),
      numbers,
      strings,
      tie('collection'),
    ),
    collection: fc.oneof(tie('array'), tie('object')),
    array: fc
      .tuple(fc.array(fc.tuple(space, tie('value'), space), { maxLength: 4 }), space)
      .map(([items, inner]) => `[${items.length === 0 ? inner : items.map((parts) => parts.join('')).join(',')}]`),
    object: fc
      .tuple(
        fc.array(fc.tuple(space, fc.oneof(keys, strings), space, space, tie('value'), space), { maxLength: 5 }),
        space,
      )
      .map(
        ([pairs, inner]) =>
          `{${pairs.length === 0 ? inner : pairs.map(([a, key, b, c, item, d]) => `${a}${key}${b}:${c}${item}${d}`).join(',')}}`,
      ),
  }),
)

/** JSON values of every kind, oddly spaced. */
export const jsonValue: fc.Arbitrary<string> = value

/** JSON objects and arrays, oddly spaced. */
export const jsonCollection: fc.Arbitrary<string> = collection
