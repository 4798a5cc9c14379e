import type { PolicyRule } from '../../access/index.ts'

/** The lists of a rule that take wildcards, and names, which take none. */
export const ruleLists = ['resources', 'verbs', 'apiGroups', 'nonResourceURLs', 'resourceNames'] as const

export type RuleList = (typeof ruleLists)[number]

/**
 * Whether an item of a rule is a wildcard: `*`, `*` before a subresource, or `*` for all URLs. URLs that end in a star are
 * prefixes, and as narrow as they are written.
 *
 * Source: kubernetes/kubernetes pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function isWildcard(list: RuleList, item: string): boolean {
  if (list === 'resourceNames') return false
  if (item === '*') return true
  if (list === 'resources') return item.startsWith('*/') && !item.slice(2).includes('*')
  return list === 'nonResourceURLs' && /^\/\*+$/.test(item)
}

/** Whether an item has a star that stands for nothing but itself, and so matches no object that there is. */
export function isDeadWildcard(list: RuleList, item: string): boolean {
  if (!item.includes('*') || isWildcard(list, item)) return false
  return list !== 'nonResourceURLs' || item.replace(/\*+$/, '').includes('*')
}

/**
 * Whether a name is one for all signers of a domain, which the API server asks about besides the signer's own.
 *
 * Source: kubernetes/kubernetes pkg/certauthorization/certauthorization.go
 */
export function isSignerDomain({ apiGroups, resources }: PolicyRule, name: string): boolean {
  return (
    /^[^*/]+\/\*$/.test(name) &&
    (apiGroups ?? []).some((group) => group === '*' || group === 'certificates.k8s.io') &&
    (resources ?? []).some((resource) => resource === '*' || resource === 'signers')
  )
}

/** A rule whose resources are looked at; it matches nothing when one of its parts is missing. */
export function matchesResources({ verbs, apiGroups, resources }: PolicyRule): boolean {
  return [verbs, apiGroups, resources].every((list) => (list?.length ?? 0) > 0)
}

export function matchesUrls({ verbs, nonResourceURLs }: PolicyRule): boolean {
  return (verbs?.length ?? 0) > 0 && (nonResourceURLs?.length ?? 0) > 0
}
