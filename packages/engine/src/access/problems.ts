import type { Binding } from './bindings.ts'

/** Why bindings give nothing, as upstream joins it: each text once, in brackets when there are several. */
export function problemText(bindings: readonly Binding[]): string {
  const inOrder = bindings.toSorted((a, b) => a.order - b.order)
  const texts = [...new Set(inOrder.map(({ problem }) => problem ?? ''))]
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}
