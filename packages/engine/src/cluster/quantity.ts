const suffixes: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
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
  return Number(`${match[1] ?? ''}${match[2] ?? ''}`) * (suffixes[match[3] ?? ''] ?? 1)
}
