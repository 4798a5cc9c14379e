import type { ResolvConf } from './resolv-conf.ts'

/** Whose resolver a program calls. */
export type Libc = 'glibc' | 'musl' | 'go'

export type RecordType = 'A' | 'AAAA'

/** What comes back for a name: addresses, none, no such name, or no answer that counts. */
export type Outcome = 'addresses' | 'no data' | 'no such name' | 'failure' | 'refused'

/** One name that a resolver asks for, in all types that it wants. */
export interface Attempt {
  readonly name: string
  /** The search domain that was put behind the name; undefined for the name as it is written. */
  readonly domain: string | undefined
}

export interface Query {
  readonly name: string
  readonly type: RecordType
  readonly nameserver: string
}

/**
 * The names that a resolver tries for a name, in order; it ends at the first that has addresses.
 *
 * All three put the search domains first for a name with fewer dots than `ndots`, and none for one with a trailing dot.
 * Otherwise the name as it is written comes first; after it glibc and Go still try the domains, musl does not.
 * Sources: glibc resolv/res_query.c (__res_context_search), musl src/network/lookup_name.c (name_from_dns_search),
 * Go src/net/dnsclient_unix.go (nameList).
 */
export function attempts(name: string, { search, ndots, options }: ResolvConf, libc: Libc): Attempt[] {
  const written: Attempt = { name: withoutDot(name), domain: undefined }
  if (name.endsWith('.')) return [written]
  const dots = name.split('.').length - 1
  const below = search.map((domain): Attempt => {
    const suffix = withoutDot(domain.replace(/^\./, ''))
    return { name: suffix === '' ? name : `${name}.${suffix}`, domain }
  })
  if (dots >= ndots) return libc === 'musl' ? [written] : withoutRepeats([written, ...below])
  // With `no-tld-query` glibc never asks for a name without dots alone.
  const skipsWritten = libc === 'glibc' && dots === 0 && below.length > 0 && options.has('no-tld-query')
  return withoutRepeats(skipsWritten ? below : [...below, written])
}

/** Whether a resolver goes on to its next attempt after an answer. Only musl ends at a name that exists without addresses. */
export function goesOn(outcome: Outcome, libc: Libc): boolean {
  if (outcome === 'addresses') return false
  if (outcome === 'no such name') return true
  if (libc === 'go') return true
  return libc === 'glibc' && (outcome === 'no data' || outcome === 'failure')
}

/**
 * What goes over the wire for one attempt: A and AAAA, from one socket in glibc and musl. musl asks all nameservers at once
 * and takes the first answer, the others ask the next only where the first does not answer. `no-aaaa` is glibc's (2.36).
 */
export function queriesOf({ name }: Attempt, { nameservers, options }: ResolvConf, libc: Libc): Query[] {
  const types: readonly RecordType[] = libc === 'glibc' && options.has('no-aaaa') ? ['A'] : ['A', 'AAAA']
  const asked = libc === 'musl' ? nameservers : nameservers.slice(0, 1)
  const servers = asked.length === 0 ? [''] : asked
  return types.flatMap((type) => servers.map((nameserver) => ({ name, type, nameserver })))
}

export function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name
}

function withoutRepeats(all: readonly Attempt[]): Attempt[] {
  const seen = new Set<string>()
  return all.filter(({ name }) => !seen.has(name) && seen.add(name))
}
