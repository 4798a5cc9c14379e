import { type ErrorCode, WarrantError } from '@warrant/engine/errors'

/** Exit status: 0 clean, 1 findings or a failed proof, 2 wrong usage, configuration or input, 3 could not finish. */
export const exitCodes = { clean: 0, findings: 1, wrongInput: 2, unfinished: 3 } as const

const unfinished: ReadonlySet<ErrorCode> = new Set([
  'tool-missing',
  'tool-failed',
  'write-failed',
  'interrupted',
  'cluster-unreachable',
])

/** The exit status that an error stands for. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof WarrantError)) return exitCodes.unfinished
  return unfinished.has(error.code) ? exitCodes.unfinished : exitCodes.wrongInput
}

/** Writes an error for a person to stderr. What nobody foresaw comes with its stack, so that it can be reported. */
export function printError(error: unknown): void {
  if (error instanceof WarrantError) {
    const { file, line, column } = error.place
    const place =
      file === undefined || error.message.startsWith(file)
        ? ''
        : `${[file, line, column].filter((part) => part !== undefined).join(':')}: `
    process.stderr.write(`warrant: ${place}${error.message}\n`)
    return
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`warrant: this is a defect in warrant, please report it\n${detail}\n`)
}

/** Tells on stderr what may not be as it was meant, as kubectl does. */
export function printWarning(message: string): void {
  process.stderr.write(`Warning: ${message}\n`)
}

/** Tells on stderr what could not be read, where the output itself has no place for it. */
export function printInputErrors(
  errors: readonly {
    readonly file: string
    readonly line: number | undefined
    readonly column: number | undefined
    readonly message: string
  }[],
): void {
  for (const { file, line, column, message } of errors) {
    printError(new WarrantError('input-unreadable', message, { place: { file, line, column } }))
  }
}

/** Tells on stderr what could not be read, and what of it is missing altogether, where the output has no place for either. */
export function printGaps({
  errors,
  notAudited,
}: {
  readonly errors: Parameters<typeof printInputErrors>[0]
  readonly notAudited: readonly { readonly kind: string; readonly path: string; readonly reason: string }[]
}): void {
  printInputErrors(errors)
  for (const { kind, path, reason } of notAudited) printWarning(`${path} (${kind}) is missing from this: ${reason}`)
}
