import { WarrantError } from '../errors/index.ts'

/** Limits of the reader; each is named in the error that it causes. */
export interface YamlLimits {
  /** Nested collections in one document. */
  readonly depth: number
  /** Nodes of one document after aliases are followed. */
  readonly expandedNodes: number
}

export const defaultLimits: YamlLimits = { depth: 200, expandedNodes: 2_000_000 }

/** A failure with an absolute offset; the document turns it into a `WarrantError` with line and column. */
export class YamlFailure extends WarrantError {
  readonly offset: number

  constructor(code: 'yaml-syntax' | 'yaml-limit' | 'yaml-unsupported', message: string, offset: number) {
    super(code, message)
    this.offset = offset
  }
}
