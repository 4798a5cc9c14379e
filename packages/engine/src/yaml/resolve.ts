/**
 * What a plain scalar means to Kubernetes, which reads YAML 1.1 through sigs.k8s.io/yaml (a fork of go-yaml v2):
 * `yes`, `on` and `y` are true, a leading 0 is octal, base 60 and timestamps stay strings.
 * Source: sigs.k8s.io/yaml goyaml.v2 resolve.go; compared with it value by value in scalars.test.ts.
 */
const words = new Map<string, unknown>()
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, null)
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) words.set(word, true)
for (const word of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) words.set(word, false)
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, Number.NaN)
for (const word of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']) words.set(word, Number.POSITIVE_INFINITY)
for (const word of ['-.inf', '-.Inf', '-.INF']) words.set(word, Number.NEGATIVE_INFINITY)

const floatForm = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const integerForms: readonly (readonly [RegExp, number])[] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, 16],
  [/^([-+]?)0[bB]([01]+)$/, 2],
  [/^([-+]?)0[oO]([0-7]+)$/, 8],
  [/^([-+]?)0([0-7]+)$/, 8],
  [/^([-+]?)(0|[1-9][0-9]*)$/, 10],
]

/** The value of an unquoted, untagged scalar. */
export function resolvePlain(text: string): unknown {
  if (text.length <= 5 && words.has(text)) return words.get(text)
  const first = text.charCodeAt(0)
  const couldBeNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  return couldBeNumber ? resolveNumber(text) : text
}

function resolveNumber(text: string): unknown {
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  for (const [form, base] of integerForms) {
    const match = form.exec(plain)
    if (match) {
      const digits = match[2] ?? ''
      const magnitude = base === 10 ? Number(digits) : Number.parseInt(digits, base)
      // What no 64 bits hold is no integer for Go, which then tries it as a float.
      if (base !== 10 && magnitude >= 2 ** 64) continue
      return match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude
    }
  }
  if (floatForm.test(plain)) {
    const value = Number(plain)
    if (Number.isFinite(value)) return value
  }
  return text
}

/** Whether a plain scalar with this text would be read as this very string. */
export function readsAsString(text: string): boolean {
  return resolvePlain(text) === text
}
