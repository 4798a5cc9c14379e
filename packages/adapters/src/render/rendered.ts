import type { Provenance } from '@warrant/engine/cluster'
import type { YamlDocument } from '@warrant/engine/yaml'

/** The programs that render: a name that is looked for on PATH, or a path. */
export interface RenderTools {
  readonly helm: string
  readonly kustomize: string
  /** Asked for `kubectl kustomize` when there is no kustomize. */
  readonly kubectl: string
}

export interface RenderOptions {
  readonly tools: RenderTools
  readonly timeoutMs: number
  /** Most bytes that one chart or overlay may render to. */
  readonly maxOutputBytes: number
  /** Values files for every chart, beside the chart's own; absolute paths. */
  readonly helmValues: readonly string[]
  readonly signal: AbortSignal | undefined
}

export const defaultRenderOptions: RenderOptions = {
  tools: { helm: 'helm', kustomize: 'kustomize', kubectl: 'kubectl' },
  timeoutMs: 60_000,
  maxOutputBytes: 128 * 1024 * 1024,
  helmValues: [],
  signal: undefined,
}

/** A text that a tool made. Lines and columns of its findings are those of this text. */
export interface RenderedText {
  /** The file that it was made from, and that it is not this file: `charts/shop/templates/cart.yaml (rendered)`. */
  readonly name: string
  readonly text: string
  readonly provenanceOf: (document: YamlDocument) => Provenance
}

export type Rendered =
  | { readonly kind: 'rendered'; readonly texts: readonly RenderedText[] }
  | { readonly kind: 'failed'; readonly reason: string }

const mark = ' (rendered)'

/** The name of a text rendered from a file. */
export function renderedName(file: string): string {
  return file + mark
}

/** The file that a rendered text was made from; undefined for the name of a file that was read as it is. */
export function declaringFile(name: string): string | undefined {
  return name.endsWith(mark) ? name.slice(0, -mark.length) : undefined
}
