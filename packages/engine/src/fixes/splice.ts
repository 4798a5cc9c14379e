import { WarrantError } from '../errors/index.ts'

/** A replacement of a stretch of text. Length 0 inserts. */
export interface Splice {
  readonly offset: number
  readonly length: number
  readonly text: string
}

/** Splices in the order of the text; refuses those that overlap. */
export function orderSplices(splices: readonly Splice[]): Splice[] {
  const ordered = splices
    .map((splice, order) => ({ splice, order }))
    .sort((a, b) => a.splice.offset - b.splice.offset || a.splice.length - b.splice.length || a.order - b.order)
    .map(({ splice }) => splice)
  ordered.forEach((splice, i) => {
    const before = ordered[i - 1]
    if (before && before.offset + before.length > splice.offset) {
      throw new WarrantError('edit-refused', 'two edits change the same stretch of text')
    }
  })
  return ordered
}

/** Applies splices that `orderSplices` put in order. */
export function applySplices(source: string, ordered: readonly Splice[]): string {
  let result = ''
  let at = 0
  for (const { offset, length, text } of ordered) {
    result += source.slice(at, offset) + text
    at = offset + length
  }
  return result + source.slice(at)
}
