import type { InputError } from '@warrant/engine/audit'
import { WarrantError } from '@warrant/engine/errors'
import { plainReason } from '../text/index.ts'

/** An entry for a whole file, or for a place in it. */
export function inputError(
  file: string,
  message: string,
  place: Partial<Pick<InputError, 'code' | 'document' | 'line' | 'column'>> = {},
): InputError {
  const { code = 'input-unreadable', document, line, column } = place
  return { code, file, document, line, column, message }
}

/** An entry for whatever was thrown while a file was read; an interruption is thrown on. */
export function asInputError(file: string, error: unknown): InputError {
  if (!(error instanceof WarrantError)) return inputError(file, plainReason(error))
  if (error.code === 'interrupted') throw error
  return inputError(file, error.message, { ...error.place, code: error.code })
}
