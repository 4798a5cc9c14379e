import { fields, type Source, sourcesOfKind, text } from './source.ts'

/** What Cilium's own settings change in how its policies are read. */
export interface CiliumConfig {
  /** Whether the settings are in the input; without them, Cilium's defaults are taken. */
  readonly isKnown: boolean
  /** `default`, as Cilium calls a cluster that nobody named. */
  readonly clusterName: string
  /** Whether CIDR rules mean nodes of the cluster too. */
  readonly cidrsMeanNodes: boolean
  /** Whether nodes can be selected by their labels; undefined where the settings are not known. */
  readonly selectsNodes: boolean | undefined
}

/**
 * Reads the settings of Cilium from the ConfigMap that its agents read.
 * Source: cilium/cilium pkg/option (cluster-name, policy-cidr-match-mode, enable-node-selector-labels).
 */
export function ciliumConfigOf(sources: readonly Source[]): CiliumConfig {
  const found = sourcesOfKind(sources, 'ConfigMap').find(({ name }) => name === 'cilium-config')
  const data = fields(found?.object['data'])
  return {
    isKnown: found !== undefined,
    clusterName: text(data['cluster-name']) || 'default',
    cidrsMeanNodes: text(data['policy-cidr-match-mode'])
      .split(/[\s,]+/)
      .includes('nodes'),
    selectsNodes: found && text(data['enable-node-selector-labels']) === 'true',
  }
}
