import { type Configuration, globMatches } from '@warrant/engine/audit'
import { effectiveNamespace, isClusterScoped } from '@warrant/engine/cluster'
import type { Finding } from '@warrant/engine/findings'

/** Whether a finding is in the namespaces asked for, on the command line or in the configuration. */
export function inNamespaces(
  configuration: Configuration | undefined,
  wanted: readonly string[],
): (finding: Finding) => boolean {
  const include = wanted.length > 0 ? wanted : (configuration?.namespaces.include ?? [])
  const exclude = configuration?.namespaces.exclude ?? []
  return ({ resource }) => {
    if (include.length === 0 && exclude.length === 0) return true
    const namespace =
      resource.kind === 'Namespace'
        ? resource.name
        : isClusterScoped(resource)
          ? undefined
          : effectiveNamespace(resource)
    if (namespace === undefined) return include.length === 0
    const named = (patterns: readonly string[]) => patterns.some((pattern) => globMatches(pattern, namespace))
    return (include.length === 0 || named(include)) && !named(exclude)
  }
}
