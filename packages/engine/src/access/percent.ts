const percent = '%'.charCodeAt(0)

/** Decodes percent escapes, and nothing else; undefined where one is cut short. Source: golang/go net/url PathUnescape. */
export function percentDecoded(text: string): string | undefined {
  if (!text.includes('%')) return text
  if (brokenEscape(text) !== undefined) return undefined
  const bytes = new TextEncoder().encode(text)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const isEscape = bytes[at] === percent
    const value = isEscape
      ? Number.parseInt(String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0), 16)
      : bytes[at]
    bytes[length++] = value ?? 0
    if (isEscape) at += 2
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length))
}

/** The first escape that is none, at most three characters long. */
export function brokenEscape(text: string): string | undefined {
  return /%(?![0-9a-f]{2}).{0,2}/is.exec(text)?.[0]
}
