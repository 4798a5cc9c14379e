import { fields, isGiven, list, text } from '../world/source.ts'
import { namePattern } from './names.ts'
import type { NamePattern } from '../policy/policy.ts'
import type { Fields } from './scope.ts'

export type Layer7 = 'http' | 'dns' | 'kafka' | 'l7proto'

/** Which protocols an item of toPorts has rules for; rules without any of a protocol restrict nothing. */
export function layer7Of(item: Fields): Layer7[] {
  const { http, dns, kafka, l7proto } = fields(item['rules'])
  const found: Layer7[] = []
  if (list(http).length > 0) found.push('http')
  if (list(dns).length > 0) found.push('dns')
  if (list(kafka).length > 0) found.push('kafka')
  if (text(l7proto) !== '') found.push('l7proto')
  return found
}

/** What must hold beyond the ports of an item of toPorts, each in words. */
export function conditionsOf(item: Fields): string[] {
  const { http, dns, l7proto, l7 } = fields(item['rules'])
  const { serverNames, terminatingTLS, originatingTLS, listener } = item
  const found: string[] = []
  if (list(serverNames).length > 0) found.push(`TLS for ${anyOf(list(serverNames).map(text))}`)
  if (isGiven(terminatingTLS)) found.push(`TLS that Cilium ends with ${secretOf(terminatingTLS)}`)
  if (isGiven(originatingTLS)) found.push(`TLS that Cilium begins anew with ${secretOf(originatingTLS)}`)
  if (list(http).length > 0) found.push(`HTTP ${anyOf(list(http).map((each) => request(fields(each))))}`)
  if (list(dns).length > 0) found.push(`DNS look-ups of ${anyOf(lookupsOf(item).map(quoted))}`)
  if (text(l7proto) !== '')
    found.push(`what the rules for ${text(l7proto)} let through${l7 === undefined ? '' : `: ${JSON.stringify(l7)}`}`)
  if (isGiven(listener)) found.push(`what Envoy listener ${text(fields(listener)['name'])} lets through`)
  return found
}

/** Names that an item's DNS rules let be looked up through the proxy. */
export function lookupsOf(item: Fields): NamePattern[] {
  return list(fields(item['rules'])['dns']).map(namePattern)
}

/** A request as its rule describes it; each of its parts is a regular expression for the whole. */
function request({ method, path, host, headers, headerMatches }: Fields): string {
  const parts = [
    text(method) || 'any method',
    text(path) || 'any path',
    ...(text(host) === '' ? [] : [`at host ${text(host)}`]),
    ...list(headers).map((each) => `with header ${text(each)}`),
    ...list(headerMatches).map((each) => {
      const { name, value, mismatch } = fields(each)
      const wanted = text(value) === '' ? '' : `: ${text(value)}`
      // What replaces a header that does not match refuses nothing.
      return `with header ${text(name)}${wanted}${isGiven(mismatch) ? ` (else ${text(mismatch)})` : ''}`
    }),
  ]
  return parts.join(' ')
}

function secretOf(tls: unknown): string {
  const { namespace, name } = fields(fields(tls)['secret'])
  return `secret ${text(namespace)}/${text(name)}`
}

function quoted({ text: pattern }: NamePattern): string {
  return pattern === '*' ? 'any name' : pattern
}

function anyOf(parts: readonly string[]): string {
  return parts.join(' or ')
}
