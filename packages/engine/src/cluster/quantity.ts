/** Decimal suffixes as exponents, so that `100m` is read as the same number as `0.1`. */
const exponents: Readonly<Record<string, string>> = {
  n: 'e-9',
  u: 'e-6',
  m: 'e-3',
  k: 'e3',
  M: 'e6',
  G: 'e9',
  T: 'e12',
  P: 'e15',
  E: 'e18',
}

const powers: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

const form = /^([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))(?:([eE][+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i)?)$/

/**
 * Reads a resource quantity in its base unit (cores, bytes); undefined when it is none. `1`, `"1"` and `1000m` are equal.
 * Source: kubernetes/apimachinery pkg/api/resource/quantity.go.
 */
export function parseQuantity(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined
  const match = form.exec(String(value))
  if (!match) return undefined
  const [, digits = '', exponent = '', suffix = ''] = match
  return Number(digits + (exponent || (exponents[suffix] ?? ''))) * (powers[suffix] ?? 1)
}
