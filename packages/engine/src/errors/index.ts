/** Every way in which Warrant refuses to go on. Only the command line turns a code into an exit status. */
export type ErrorCode =
  | 'usage'
  | 'config-invalid'
  | 'input-unreadable'
  | 'input-too-large'
  | 'yaml-syntax'
  | 'yaml-limit'
  | 'yaml-unsupported'
  | 'resource-invalid'
  | 'edit-refused'
  | 'tool-missing'
  | 'tool-failed'
  | 'write-failed'
  | 'interrupted'
  | 'cluster-unreachable'

/** A place in a source text. Lines and columns count from 1; columns count UTF-16 code units. */
export interface ErrorPlace {
  readonly file?: string
  readonly document?: number
  readonly line?: number
  readonly column?: number
}

/**
 * The one error type that Warrant throws on purpose: a code for programs, a message for a person
 * (what happened, where, what to do) and the place when there is one.
 */
export class WarrantError extends Error {
  readonly code: ErrorCode
  readonly place: ErrorPlace

  constructor(code: ErrorCode, message: string, options: { place?: ErrorPlace; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'WarrantError'
    this.code = code
    this.place = options.place ?? {}
  }
}
