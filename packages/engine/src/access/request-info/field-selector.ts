/** One term of a field selector, such as `metadata.name=web`. */
export interface FieldTerm {
  readonly field: string
  readonly equals: boolean
  readonly value: string
}

/**
 * The terms of a field selector in the order in which the server keeps them, which is sorted; undefined where it is none.
 *
 * Source: kubernetes/apimachinery pkg/fields/selector.go
 */
export function fieldTerms(selector: string): readonly FieldTerm[] | undefined {
  const terms: FieldTerm[] = []
  for (const text of splitTerms(selector).toSorted()) {
    if (text === '') continue
    const [, field = '', operator, rest = ''] = /^(.*?)(!=|==|=)(.*)$/s.exec(text) ?? []
    const value = unescaped(rest)
    if (operator === undefined || value === undefined) return undefined
    terms.push({ field, equals: operator !== '!=', value })
  }
  return terms
}

/** Splits at commas; one behind a backslash belongs to its value. */
function splitTerms(selector: string): string[] {
  return selector.match(/(?:\\.|\\$|[^\\,])+/gsu) ?? []
}

/** Only backslash, comma and equals sign can and must be escaped in a value. */
function unescaped(value: string): string | undefined {
  return /^(?:\\[\\,=]|[^\\,=])*$/s.test(value) ? value.replace(/\\(.)/gs, '$1') : undefined
}
