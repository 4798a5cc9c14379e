import { applyEdits, type Edit } from '../../packages/engine/src/fixes/index.ts'
import { readJson, readText } from '../judge.ts'
import type { Case, Suite } from '../suite.ts'

interface Row {
  readonly id: string
  readonly input: string
  readonly expected: string
  readonly edits: readonly Edit[]
}

/** kubescape's fixes of manifests: the same edits give the same bytes. */
export const kubescapeFix: Suite = {
  name: 'kubescape-fix',
  folder: 'audit/kubescape-fix',
  run(folder) {
    const rows = readJson(folder, 'expected-fix.json') as Row[]
    return { cases: rows.map((row): Case => ({ id: row.id, difference: differenceOf(row, folder) })), outOfScope: [] }
  },
}

function differenceOf({ input, expected, edits }: Row, folder: string): string {
  const actual = applyEdits(readText(folder, input), edits).split('\n')
  const wanted = readText(folder, expected).split('\n')
  const line = wanted.findIndex((text, i) => text !== actual[i])
  if (line === -1 && actual.length === wanted.length) return ''
  const at = line === -1 ? wanted.length : line
  return `line ${at + 1} is ${JSON.stringify(actual[at] ?? '')}, not ${JSON.stringify(wanted[at] ?? '')}`
}
