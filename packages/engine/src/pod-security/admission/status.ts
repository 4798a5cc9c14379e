import { goQuoted } from '../checks/text.ts'
import { type LabelError, labelPrefix } from './labels.ts'

/** The answer to a request. */
export interface AdmissionAnswer {
  readonly allowed: boolean
  /** HTTP status of a refusal. */
  readonly code?: number
  /** Reason of a refusal, as in the API's Status. */
  readonly reason?: 'Forbidden' | 'Invalid' | 'BadRequest' | 'InternalError'
  /** What whoever asks is told of a refusal. */
  readonly message?: string
  /** Texts of warning headers. */
  readonly warnings: readonly string[]
  /** By the keys that the API server writes to its audit log. */
  readonly auditAnnotations: Readonly<Record<string, string>>
}

/** Keys of audit annotations. Source: kubernetes/pod-security-admission api/constants.go */
export const auditKeys = {
  enforcePolicy: `${labelPrefix}enforce-policy`,
  violations: `${labelPrefix}audit-violations`,
  exempt: `${labelPrefix}exempt`,
  error: `${labelPrefix}error`,
} as const

/** Let through, with what is noted. */
export function allow(
  auditAnnotations: AdmissionAnswer['auditAnnotations'] = {},
  warnings: readonly string[] = [],
): AdmissionAnswer {
  return { allowed: true, warnings, auditAnnotations }
}

/** What a request is about, in the names of the API. */
export interface GroupResource {
  readonly group: string
  /** Plural, as in `deployments`. */
  readonly resource: string
}

/** A refusal. Source: kubernetes/apimachinery pkg/api/errors, NewForbidden. */
export function forbidden(
  { group, resource }: GroupResource,
  name: string,
  text: string,
  auditAnnotations: AdmissionAnswer['auditAnnotations'],
): AdmissionAnswer {
  const qualified = group === '' ? resource : `${resource}.${group}`
  const subject = resource === '' ? 'forbidden' : `${qualified}${name === '' ? '' : ` ${goQuoted(name)}`} is forbidden`
  return {
    allowed: false,
    code: 403,
    reason: 'Forbidden',
    message: `${subject}: ${text}`,
    warnings: [],
    auditAnnotations,
  }
}

/** Labels that do not hold. Source: kubernetes/apimachinery pkg/api/errors, NewInvalid. */
export function invalid(kind: string, name: string, errors: readonly LabelError[]): AdmissionAnswer {
  return {
    allowed: false,
    code: 422,
    reason: 'Invalid',
    message: `${kind} ${goQuoted(name)} is invalid: ${labelErrorsText(errors)}`,
    warnings: [],
    auditAnnotations: {},
  }
}

/** A request that cannot be read. Source: admission/response.go, errorResponse. */
export function badRequest(message: string): AdmissionAnswer {
  return failed(400, 'BadRequest', message, message)
}

/** The namespace of a request is not known. Source: kubernetes/apimachinery pkg/api/errors, NewInternalError. */
export function lookupFailed(namespace: string, cause: string): AdmissionAnswer {
  const message = `Internal error occurred: failed to lookup namespace ${goQuoted(namespace)}`
  return failed(500, 'InternalError', message, `${message}: ${cause}`)
}

function failed(
  code: number,
  reason: NonNullable<AdmissionAnswer['reason']>,
  message: string,
  detail: string,
): AdmissionAnswer {
  return { allowed: false, code, reason, message, warnings: [], auditAnnotations: { [auditKeys.error]: detail } }
}

/**
 * Errors of labels as the API server writes them: one as it is, several in brackets, each text once.
 *
 * Sources: kubernetes/apimachinery pkg/util/validation/field, ErrorList.ToAggregate and Error.ErrorBody; pkg/util/errors,
 * aggregate.Error
 */
export function labelErrorsText(errors: readonly LabelError[]): string {
  const texts = new Set(
    errors.map(
      ({ label, value, message }) => `metadata.labels[${label}]: Invalid value: ${goQuoted(value)}: ${message}`,
    ),
  )
  const text = [...texts].join(', ')
  return texts.size > 1 ? `[${text}]` : text
}
