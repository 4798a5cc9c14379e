import { brokenEscape, percentDecoded } from '../percent.ts'

/** What a request asks for, split as an HTTP server in Go does it. */
export interface RequestUrl {
  /** Decoded. */
  readonly path: string
  /** The values of each parameter, in their order. */
  readonly query: ReadonlyMap<string, readonly string[]>
  /** Why the server takes it for no URL at all. */
  readonly error: string | undefined
}

/** Splits a request target such as `/api/v1/pods?watch=1`. Source: golang/go net/url ParseRequestURI. */
export function requestUrl(url: string): RequestUrl {
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '')
  const [rawPath, rawQuery] = cut(target, '?')
  const path = percentDecoded(rawPath)
  const error = path === undefined ? `invalid URL escape ${JSON.stringify(brokenEscape(rawPath))}` : undefined
  return { path: path ?? rawPath, query: queryOf(rawQuery), error }
}

/** What does not decode is passed over, and so is what holds a semicolon. Source: golang/go net/url ParseQuery. */
function queryOf(text: string): Map<string, string[]> {
  const query = new Map<string, string[]>()
  for (const pair of text.split('&')) {
    if (pair === '' || pair.includes(';')) continue
    const [key, value] = cut(pair, '=').map((part) => percentDecoded(part.replaceAll('+', ' ')))
    if (key === undefined || value === undefined) continue
    const values = query.get(key)
    if (values) values.push(value)
    else query.set(key, [value])
  }
  return query
}

function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
