import type { ApiError } from './api-error.ts'

/** What may help where TLS fails. Source of the codes: OpenSSL's X509_V_ERR_*, as Node names them. */
const hints: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'give --certificate-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'give --certificate-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'give --certificate-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'give --certificate-authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'give --tls-server-name if that is the server',
}

/** What a person may do about a connection that failed with a code. */
export function hintOf(code: string): string {
  const hint = Object.hasOwn(hints, code) ? hints[code] : undefined
  return hint === undefined ? '' : `; ${hint}`
}

/** What the server says where it refuses, and what a person may do about it. */
export function refusalOf(error: ApiError): string {
  return error.status === 401 ? `${error.message}; are the credentials still good?` : error.message
}
