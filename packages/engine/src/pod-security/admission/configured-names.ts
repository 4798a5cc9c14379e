import type { Problem } from '../../configuration/index.ts'
import type { Exemptions } from './exemptions.ts'

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'
const labelPattern = new RegExp(`^${label}$`)
const subdomainPattern = new RegExp(`^${label}(?:\\.${label})*$`)

/** Source: kubernetes/apimachinery pkg/api/validation, ValidateNamespaceName: a DNS label (RFC 1123). */
export function nameProblem(name: string): string | undefined {
  return labelPattern.test(name) && name.length <= 63
    ? undefined
    : `${JSON.stringify(name)} is no namespace's name: up to 63 of a-z, 0-9 and -, with a letter or digit at both ends`
}

/** Source: kubernetes/apimachinery pkg/api/validation, NameIsDNSSubdomain: DNS labels joined by dots. */
export function subdomainProblem(name: string): string | undefined {
  return subdomainPattern.test(name) && name.length <= 253
    ? undefined
    : `${JSON.stringify(name)} is no runtime class's name: up to 253 of a-z, 0-9, - and ., each part with a letter or digit at both ends`
}

/** Names that are wrong, and those that stand in the list before. */
export function problemsInList(
  list: keyof Exemptions,
  names: readonly string[],
  problem: (name: string) => string | undefined,
): Problem[] {
  const seen = new Set<string>()
  return names.flatMap((name, i) => {
    const message = problem(name) ?? (seen.has(name) ? `${JSON.stringify(name)} is in the list already` : undefined)
    seen.add(name)
    return message === undefined ? [] : [{ path: ['exemptions', list, i], message }]
  })
}
