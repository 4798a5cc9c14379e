/** Name forms of the API. Source: kubernetes/apimachinery pkg/util/validation/validation.go. */

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const dnsLabel = new RegExp(`^${label}$`)
const dnsSubdomain = new RegExp(`^${label}(\\.${label})*$`)

/** A label of RFC 1123, as the names of namespaces are. */
export function isDnsLabel(name: string): boolean {
  return name.length <= 63 && dnsLabel.test(name)
}

/** A subdomain of RFC 1123, as the names of most objects are. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && dnsSubdomain.test(name)
}
