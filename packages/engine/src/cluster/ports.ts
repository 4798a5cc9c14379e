/** Whether a number can be a port of TCP, UDP or SCTP. */
export function isPort(port: number | undefined): boolean {
  return port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535
}

/**
 * What is wrong with the name of a port; undefined when it is a name that Kubernetes takes.
 * Source: kubernetes/apimachinery pkg/util/validation (IsValidPortName), after RFC 6335 section 5.1.
 */
export function portNameProblem(name: string): string | undefined {
  if (name.length > 15) return `has ${name.length} characters, and at most 15 are allowed`
  if (!/^[-a-z0-9]+$/.test(name)) return 'may only hold lower-case letters, digits and hyphens'
  if (!/[a-z]/.test(name)) return 'needs at least one letter'
  if (name.includes('--')) return 'may not hold two hyphens in a row'
  return name.startsWith('-') || name.endsWith('-') ? 'may not begin or end with a hyphen' : undefined
}
