import { type Configuration, globMatches } from '@warrant/engine/audit'
import { effectiveNamespace, isClusterScoped, type Resource } from '@warrant/engine/cluster'
import type { Finding } from '@warrant/engine/findings'

/** Whether a finding is in the namespaces asked for, on the command line or in the configuration. */
export function inNamespaces(
  configuration: Configuration | undefined,
  wanted: readonly string[],
): (finding: Finding) => boolean {
  const isWanted = wantedNamespaces(configuration, wanted)
  return ({ resource }) => isWanted(namespaceOf(resource))
}

/** Whether a namespace is among those asked for; what has none is left out as soon as some are. */
export function wantedNamespaces(
  configuration: Configuration | undefined,
  wanted: readonly string[],
): (namespace: string | undefined) => boolean {
  const include = wanted.length > 0 ? wanted : (configuration?.namespaces.include ?? [])
  const exclude = configuration?.namespaces.exclude ?? []
  if (include.length === 0 && exclude.length === 0) return () => true
  return (namespace) => {
    if (namespace === undefined) return include.length === 0
    const named = (patterns: readonly string[]) => patterns.some((pattern) => globMatches(pattern, namespace))
    return (include.length === 0 || named(include)) && !named(exclude)
  }
}

function namespaceOf(resource: Resource): string | undefined {
  if (resource.kind === 'Namespace') return resource.name
  return isClusterScoped(resource) ? undefined : effectiveNamespace(resource)
}
