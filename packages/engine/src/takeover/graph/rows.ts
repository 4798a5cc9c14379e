/** Rows of numbers, one after the other: row `i` is `items` from `starts[i]` to before `starts[i + 1]`. */
export class Rows {
  readonly starts: Int32Array
  readonly items: Int32Array

  constructor(starts: Int32Array, items: Int32Array) {
    this.starts = starts
    this.items = items
  }

  row(i: number): Int32Array {
    return this.items.subarray(this.starts[i] ?? 0, this.starts[i + 1] ?? 0)
  }

  /** Row `n` of what this gives holds the rows that `n`, which is below `count`, stands in, in their order. */
  inverted(count: number): Rows {
    const starts = new Int32Array(count + 1)
    for (const item of this.items) starts[item + 1] = (starts[item + 1] ?? 0) + 1
    for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0)
    const items = new Int32Array(this.items.length)
    const free = starts.slice()
    for (let i = 0; i + 1 < this.starts.length; i++) {
      for (const item of this.row(i)) {
        const at = free[item] ?? 0
        items[at] = i
        free[item] = at + 1
      }
    }
    return new Rows(starts, items)
  }
}

/** Lists as rows. */
export function rowsOf(lists: readonly (readonly number[])[]): Rows {
  const starts = new Int32Array(lists.length + 1)
  for (const [i, list] of lists.entries()) starts[i + 1] = (starts[i] ?? 0) + list.length
  const items = new Int32Array(starts[lists.length] ?? 0)
  for (const [i, list] of lists.entries()) items.set(list, starts[i] ?? 0)
  return new Rows(starts, items)
}
