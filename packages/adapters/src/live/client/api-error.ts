import type { IncomingHttpHeaders } from 'node:http'

export interface ApiErrorDetails {
  /** Milliseconds that the server asks to wait. */
  readonly retryAfter?: number
  /** Where a list may go on that the server has forgotten: the rest of it as it is now, not as it was. */
  readonly continue?: string
}

/** What the API server refused, with its own message. */
export class ApiError extends Error {
  readonly status: number
  readonly reason: string
  readonly details: ApiErrorDetails

  constructor(status: number, reason: string, message: string, details: ApiErrorDetails = {}) {
    super(message === '' ? `status ${status}` : message)
    this.name = 'ApiError'
    this.status = status
    this.reason = reason
    this.details = details
  }

  /** Whether the place in the history of the kind that was asked for is forgotten. */
  get isExpired(): boolean {
    return this.status === 410 || this.reason === 'Expired' || this.reason === 'Gone'
  }
}

interface Status {
  readonly code?: number
  readonly reason?: string | null
  readonly message?: string | null
  readonly metadata?: { readonly continue?: string }
  readonly details?: { readonly retryAfterSeconds?: number }
}

/** The error that a response with a status of 300 and more means. */
export function errorOfResponse(code: number, headers: IncomingHttpHeaders, text: string): ApiError {
  return errorOfStatus(parsed(text), code, seconds(Number(headers['retry-after'])))
}

/** The error that an object of kind Status means. */
export function errorOfStatus(object: unknown, code?: number, retryAfter?: number): ApiError {
  const { reason, message, metadata, details, ...status } = (object ?? {}) as Status
  const wait = retryAfter ?? seconds(Number(details?.retryAfterSeconds))
  const token = metadata?.continue ?? ''
  return new ApiError(code ?? status.code ?? 0, reason ?? '', message ?? '', {
    ...(wait !== undefined && { retryAfter: wait }),
    ...(token !== '' && { continue: token }),
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function seconds(count: number): number | undefined {
  return Number.isFinite(count) && count > 0 ? count * 1000 : undefined
}
