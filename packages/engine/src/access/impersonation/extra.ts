/**
 * Why constrained impersonation does not take an extra, in upstream's words; undefined when it does.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/mode.go validateExtra
 */
export function extraProblem(key: string, values: readonly string[]): string | undefined {
  if (key === '') return 'impersonating the empty string key in extra is not allowed'
  const invalid = domainPathProblems(key)
  if (invalid.length > 0) {
    const text = invalid.length === 1 ? invalid.join() : `[${invalid.join(', ')}]`
    return `impersonating an invalid key in extra is not allowed: ${text}`
  }
  if (key !== key.toLowerCase()) {
    return `impersonating a non-lowercase key in extra is not allowed: ${JSON.stringify(key)}`
  }
  return values.includes('') ? 'impersonating the empty string value in extra is not allowed' : undefined
}

const pathPattern = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"
const hostPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'
const [pathOnly, hostOnly] = [new RegExp(`^${pathPattern}$`), new RegExp(`^${hostPattern}$`)]
const hostForm =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  `with an alphanumeric character (e.g. 'example.com', regex used for validation is '${hostPattern}')`

/** A host, a slash and a path. Source: kubernetes/apimachinery pkg/util/validation/validation.go IsDomainPrefixedPath */
function domainPathProblems(key: string): string[] {
  const invalid = (value: string, detail: string) => `extra.key: Invalid value: ${JSON.stringify(value)}: ${detail}`
  const slash = key.indexOf('/')
  const [host, path] = [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)]
  if (host === '' || path === '') return [invalid(key, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  const problems: string[] = []
  if (host.length > 253) problems.push(invalid(host, 'must be no more than 253 bytes'))
  if (!hostOnly.test(host)) problems.push(invalid(host, hostForm))
  if (!pathOnly.test(path)) {
    problems.push(invalid(path, `Invalid path (regex used for validation is '${pathPattern}')`))
  }
  return problems
}
