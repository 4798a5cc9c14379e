import { describe, expect, it } from 'vitest'
import { readYaml } from './index.ts'

/** The first error of a text: line, column and message. */
function errorOf(text: string): string {
  const [error] = readYaml('a.yaml', text).errors
  return error ? `${error.place.line}:${error.place.column} ${error.message}` : 'none'
}

describe('what is wrong with a text is said in plain words, where a person should look', () => {
  it.each([
    [
      'a line that is indented too little',
      'a:\n  b: 1\n c: 2\n',
      '3:2 this line is indented unlike those that it belongs to',
    ],
    [
      'a line that is indented too far',
      'a:\n b: 1\n  c: 2\n',
      '3:3 this line is indented unlike those that it belongs to',
    ],
    ['a key below a value', 'a: b\n  c: d\n', '2:3 this line is indented unlike those that it belongs to'],
    [
      'a key behind a list',
      '- a\nb: 1\n',
      '2:1 what stands above ends before this line; another document needs a line "---"',
    ],
    ['a colon in plain text', 'a: b: c\n', '1:5 text that holds a colon and a space needs quotes'],
    ['text behind a quoted value', 'a: "x" y\n', '1:8 text follows the closing quote of this value'],
    ['a quote within quotes', "a: 'it's'\n", '1:8 text follows the closing quote of this value'],
    ['a double quote that is left open', 'a: "x\nb: 1\n', '1:4 the quote that opens here is never closed'],
    ['a single quote that is left open', "a: 'it''s\nb: 1\n", '1:4 the quote that opens here is never closed'],
    ['a bracket that is left open', 'a:\n  b: [1, "]"\n', '2:6 the bracket that opens here is never closed'],
    ['JSON that is cut off', '{\n  "a": {"b": 1},\n  "c": [1\n', '3:8 the bracket that opens here is never closed'],
    ['a comma that is missing', '{"a": 1 "b": 2}\n', '1:12 a comma or a closing bracket is missing before this'],
    ['a comma too many', 'a: [1,,2]\n', '1:7 there is nothing before this comma'],
    ['a bracket that closes nothing', 'a: ]\n', '1:4 nothing is open that "]" could close'],
    ['a tab for indentation', 'a:\n\tb: 1\n', '2:1 a tab indents this line, where YAML allows only spaces'],
    ['a line without a colon', 'a: 1\nb\nc: 2\n', '2:1 this line is neither "key: value" nor a list item'],
    [
      'a first line without a colon',
      'apiVersion v1\nkind: Pod\n',
      '1:1 this line is neither "key: value" nor a list item',
    ],
    ['a colon without a space', 'a:1\nb: 2\n', '1:3 a space is missing behind the colon'],
    ['a list on the line of its key', 'a: - b\n', '1:4 a list must begin on the line below its key'],
    ['text that begins with a reserved character', 'a: @x\n', '1:4 text that begins with "@" needs quotes'],
    [
      'an alias without a name',
      'a: *\n',
      '1:5 an anchor\'s name must follow "*"; text that begins with "*" needs quotes',
    ],
    ['an alias of nothing', 'a: *b\n', '1:4 there is no anchor "b" above this'],
    ['an anchor that holds itself', 'a: &b [*b]\n', '1:8 anchor "b" contains itself'],
    ['two anchors', 'a: &b &c 1\n', '1:7 a value cannot have two anchors'],
    [
      'an escape that is none',
      'a: "\\q"\n',
      '1:6 "\\q" means nothing in double quotes; use single quotes, or write the backslash twice',
    ],
    [
      'a control character',
      'a: x\u0007\n',
      '1:5 the character U+0007 cannot stand here; write it as "\\u0007" in double quotes',
    ],
    ['a value that does not fit its tag', 'a: !!int x\n', '1:4 "x" is not a !!int'],
    ['a key that is null', '~: 1\n', '1:1 a key is missing here, or is null'],
    [
      'a key that is a list',
      '? [a]\n: b\n',
      '1:3 a key must be a string, a number or a boolean, not a list or a mapping',
    ],
    ['a merge of a scalar', '<<: 1\n', '1:5 a merge key needs a mapping or a list of mappings'],
    [
      'a merge conflict',
      'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n',
      '2:1 a merge conflict is left in the text',
    ],
    [
      'a template',
      'a:\n  {{- toYaml .b | nindent 2 }}\n',
      '2:3 this is a template, which has to be rendered before it can be read',
    ],
    [
      'a template as a value',
      'a: {{ .Values.a }}\n',
      '1:4 this is a template, which has to be rendered before it can be read',
    ],
    ['braces in quotes, which are none', 'a: "{{b}}" c\n', '1:12 text follows the closing quote of this value'],
    [
      'a fault in a later document',
      '\uFEFFa: 1\r\n---\r\nb: "x" y\r\n',
      '3:8 text follows the closing quote of this value',
    ],
    ['deep nesting', `a: ${'['.repeat(300)}`, '1:203 values are nested deeper than the limit of 200 levels'],
  ])('%s', (_, text, expected) => {
    expect(errorOf(text)).toBe(expected)
  })
})

it.each([
  ['characters', 'x'.repeat(10_000_000)],
  ['escapes', '\\"'.repeat(1_000_000)],
])('says so of a quote with very many %s behind it', (_, behind) => {
  expect(errorOf(`{"a": "${behind}`)).toBe('1:7 the quote that opens here is never closed')
})

it('passes on what it has no words for', () => {
  expect(errorOf('a: !e!x y\n')).toMatch(/^1:8 undeclared tag handle/)
})
