import { isObject } from '../../cluster/index.ts'
import { readYaml, valueAt } from '../../yaml/index.ts'
import { fields, list, type Source, text } from '../world/source.ts'

/** What kubelets are told of DNS; undefined for what no object says. */
export interface KubeletSettings {
  readonly clusterDns: readonly string[] | undefined
  readonly zone: string | undefined
}

/**
 * Reads `clusterDNS` and `clusterDomain` from KubeletConfigurations, as files or in kubeadm's ConfigMaps (`kubelet-config`,
 * before v1.24 `kubelet-config-1.N`), and `networking.dnsDomain` from kubeadm's ClusterConfiguration.
 */
export function kubeletSettings(sources: readonly Source[]): KubeletSettings {
  let clusterDns: readonly string[] | undefined
  let zone: string | undefined
  for (const object of sources.flatMap(configurationsOf)) {
    if (object['kind'] === 'KubeletConfiguration') {
      const given = list(object['clusterDNS'])
        .map(text)
        .filter((each) => each !== '')
      if (given.length > 0) clusterDns ??= given
      zone ??= text(object['clusterDomain']).replace(/\.$/, '') || undefined
    } else zone ??= text(fields(object['networking'])['dnsDomain']).replace(/\.$/, '') || undefined
  }
  return { clusterDns, zone }
}

const wanted = new Set(['KubeletConfiguration', 'ClusterConfiguration'])

function configurationsOf({ kind, namespace, name, object }: Source): Readonly<Record<string, unknown>>[] {
  if (wanted.has(kind)) return [object]
  if (kind !== 'ConfigMap' || namespace !== 'kube-system' || !/^(kubelet-config|kubeadm-config)/.test(name)) return []
  return [...documentsIn(object, 'kubelet'), ...documentsIn(object, 'ClusterConfiguration')]
}

/** The YAML documents in a key of a ConfigMap. */
export function documentsIn(
  configMap: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>>[] {
  const written = text(valueAt(configMap, ['data', key]))
  if (written === '') return []
  return readYaml(key, written).documents.flatMap(({ value }) => (isObject(value) ? [value] : []))
}
