import type { Paint } from '../paint.ts'
import { pad, visible, widthOf, wrap } from '../text.ts'

/** Who can connect to what, and at which ports. */
export interface Row {
  readonly to: string
  readonly from: string
  readonly ports: string
}

/** Columns as wide as they need be, and long cells on lines of their own. */
export function* rowLines(rows: readonly Row[], width: number, paint: Paint): Generator<string> {
  const most = Math.max(Math.floor((width - 4) / 3), 18)
  const columns = ['to', 'from', 'ports'] as const
  const widest = (column: (typeof columns)[number]) =>
    rows.reduce((wide, row) => Math.max(wide, widthOf(visible(row[column]))), column.length)
  const widths = columns.map((column) => Math.min(widest(column), most))
  // What two columns leave is the third's.
  const spare = width - 4 - widths.reduce((sum, each) => sum + each, 0)
  const middle = (widths[1] ?? 0) + Math.max(spare, 0)
  const fitted = [widths[0] ?? 0, Math.min(middle, widest('from')), widths[2] ?? 0]
  const cells = (texts: readonly string[]) => {
    const wrapped = texts.map((text, i) => wrap(visible(text), fitted[i] ?? 10))
    const lines = Math.max(...wrapped.map(({ length }) => length))
    return Array.from({ length: lines }, (_, line) =>
      wrapped
        .map((parts, i) => pad(parts[line] ?? '', fitted[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
  for (const line of cells(['TO', 'FROM', 'PORTS'])) yield `${paint.bold(line)}\n`
  let before: string | undefined
  for (const { to, from, ports } of rows) {
    for (const line of cells([to === before ? '' : to, from, ports])) yield `${line}\n`
    before = to
  }
}
