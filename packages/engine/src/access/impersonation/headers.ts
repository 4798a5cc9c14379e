import { percentDecoded } from '../percent.ts'
import type { UserInfo } from './user-info.ts'

/** Headers of a request, in any case. A header that is given several times has a list of values. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** Whom the headers ask for: nobody, somebody as they stand there, or nonsense. */
export type Wanted =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'user'; readonly user: UserInfo }
  | { readonly kind: 'malformed'; readonly message: string }

const extraPrefix = 'impersonate-extra-'

/**
 * Reads the impersonation headers. The key of an extra is in the name of its header, so it is lower case unless it is
 * escaped with percent signs.
 *
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation/constrained_impersonation.go
 */
export function wantedUser(headers: RequestHeaders): Wanted {
  const all = valuesByName(headers)
  const first = (name: string) => all.get(name)?.[0] ?? ''
  const extra = new Map<string, readonly string[]>()
  let hasExtra = false
  for (const [name, values] of all) {
    if (!name.startsWith(extraPrefix)) continue
    hasExtra = true
    if (values.length === 0) continue
    const written = name.slice(extraPrefix.length)
    const key = percentDecoded(written) ?? written
    extra.set(key, [...(extra.get(key) ?? []), ...values])
  }
  const user: UserInfo = {
    name: first('impersonate-user'),
    uid: first('impersonate-uid'),
    groups: all.get('impersonate-group') ?? [],
    extra: Object.fromEntries(extra),
  }
  if (user.name !== '') return { kind: 'user', user }
  if (user.uid === '' && user.groups.length === 0 && !hasExtra) return { kind: 'nobody' }
  return { kind: 'malformed', message: `requested ${goText(user)} without impersonating a user name` }
}

function valuesByName(headers: RequestHeaders): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    all.set(key, [...(all.get(key) ?? []), ...(typeof value === 'string' ? [value] : value)])
  }
  return all
}

/** A user as Go writes a `*user.DefaultInfo` with `%#v`. */
function goText({ name, uid, groups, extra }: UserInfo): string {
  const list = (items: readonly string[]) => `[]string{${items.map((item) => JSON.stringify(item)).join(', ')}}`
  const entries = Object.entries(extra).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const map = entries.map(([key, values]) => `${JSON.stringify(key)}:${list(values)}`).join(', ')
  const groupText = groups.length === 0 ? '[]string(nil)' : list(groups)
  const extraText = entries.length === 0 ? 'map[string][]string(nil)' : `map[string][]string{${map}}`
  return `&user.DefaultInfo{Name:${JSON.stringify(name)}, UID:${JSON.stringify(uid)}, Groups:${groupText}, Extra:${extraText}}`
}
