import { type Cluster, isObject, pathIn, perCluster, type Resource, resourcesOf, valueIn } from '../../cluster/index.ts'
import { type Path, readYaml } from '../../yaml/index.ts'

/** What kubelets are set to, as far as the cluster's objects tell; all defaults where they do not. */
export interface KubeletSettings {
  /** The resource that tells, and the place in it; undefined for defaults. */
  readonly resource: Resource | undefined
  readonly path: Path
  /** Whether the resource is the configuration itself, and not a text in a ConfigMap. */
  readonly isItself: boolean
  /** Whether requests without credentials are let in as `system:anonymous`. */
  readonly anonymous: boolean
  /** Whether tokens of the cluster are taken as credentials. */
  readonly takesTokens: boolean
  /** Whether whoever is let in may do anything. */
  readonly alwaysAllow: boolean
  /** The port that answers everybody, for reading; 0 when there is none. */
  readonly readOnlyPort: number
  readonly staticPodPath: string
  readonly seccompDefault: boolean
  readonly failCgroupV1: boolean | undefined
}

const settingsGroup = 'kubelet.config.k8s.io'

/** Settings of kubelets: every KubeletConfiguration, and the one that kubeadm keeps in a ConfigMap; defaults if none. */
export const kubeletSettings = perCluster((cluster: Cluster): readonly KubeletSettings[] => {
  const known = [
    ...cluster.ofKind('KubeletConfiguration', settingsGroup).map((resource) => settingsIn(resource, resource, true)),
    ...cluster.ofKind('ConfigMap', '').flatMap((resource) => {
      if (resource.namespace !== 'kube-system' || !/^kubelet-config(?:-1\.\d+)?$/.test(resource.name)) return []
      const text = valueIn(resource, 'data', 'kubelet')
      if (typeof text !== 'string') return []
      return readYaml(resource.name, text)
        .documents.flatMap((document) => resourcesOf(document).resources)
        .filter(({ kind, group }) => kind === 'KubeletConfiguration' && group === settingsGroup)
        .map((configuration) => settingsIn(configuration, resource, false))
    }),
  ]
  return known.length > 0 ? known : [defaults]
})

/** Defaults of a configuration file. Source: kubernetes/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go */
const defaults: KubeletSettings = {
  resource: undefined,
  path: [],
  isItself: false,
  anonymous: false,
  takesTokens: true,
  alwaysAllow: false,
  readOnlyPort: 0,
  // What kubeadm writes; the kubelet itself has none.
  staticPodPath: '/etc/kubernetes/manifests',
  seccompDefault: false,
  failCgroupV1: undefined,
}

function settingsIn(configuration: Resource, resource: Resource, isItself: boolean): KubeletSettings {
  const read = (...path: Path) => valueIn(configuration, ...path)
  const port = read('readOnlyPort')
  const folder = read('staticPodPath')
  const fail = read('failCgroupV1')
  return {
    resource,
    path: isItself ? pathIn(resource) : pathIn(resource, 'data', 'kubelet'),
    isItself,
    anonymous: isObject(read('authentication', 'anonymous')) && read('authentication', 'anonymous', 'enabled') === true,
    takesTokens: read('authentication', 'webhook', 'enabled') !== false,
    alwaysAllow: read('authorization', 'mode') === 'AlwaysAllow',
    readOnlyPort: typeof port === 'number' ? port : 0,
    staticPodPath: typeof folder === 'string' && folder !== '' ? folder : defaults.staticPodPath,
    seccompDefault: read('seccompDefault') === true,
    failCgroupV1: typeof fail === 'boolean' ? fail : undefined,
  }
}
