import { ApiError } from '../client/index.ts'

/** Why a list or a watch came to an end before its time. */
export type WatchFailure =
  /** The server has forgotten the place in the history that was asked for. */
  | { readonly kind: 'expired'; readonly reason: string }
  /** The server will say the same to the same request: a permission is missing, the kind is not served. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It may work the next time. `isInside` when the stream itself was wrong, so that a list may know better. */
  | {
      readonly kind: 'passing'
      readonly reason: string
      /** Milliseconds that the server asks to wait; 0 when it says nothing. */
      readonly retryAfter: number
      readonly isInside: boolean
    }

/** What an error means that a request was answered with. */
export function failureOf(error: unknown): WatchFailure {
  const reason = error instanceof Error ? error.message : String(error)
  if (!(error instanceof ApiError)) return { kind: 'passing', reason, retryAfter: 0, isInside: false }
  if (error.isExpired) return { kind: 'expired', reason }
  const isPassing = error.status === 408 || error.status === 429 || error.status >= 500 || error.status < 400
  if (!isPassing) return { kind: 'refused', reason }
  return { kind: 'passing', reason, retryAfter: error.details.retryAfter ?? 0, isInside: false }
}

/** What an error means that came inside of a stream, which the server had granted. */
export function failureInside(error: ApiError): WatchFailure {
  if (error.isExpired) return { kind: 'expired', reason: error.message }
  return { kind: 'passing', reason: error.message, retryAfter: error.details.retryAfter ?? 0, isInside: true }
}
