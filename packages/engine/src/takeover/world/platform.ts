import { type Cluster, isObject, perCluster, valueIn } from '../../cluster/index.ts'

/** Whether the cluster shows itself to be one of Amazon's: by its nodes, its accounts, or the map of its users. */
export const isEks = perCluster(
  (cluster: Cluster): boolean =>
    cluster.ofKind('ConfigMap', '').some(({ namespace, name }) => namespace === 'kube-system' && name === 'aws-auth') ||
    cluster.ofKind('Node', '').some((node) => {
      const version = valueIn(node, 'status', 'nodeInfo', 'kubeletVersion')
      const labels = Object.keys(node.metadata.labels ?? {})
      return (
        labels.some((label) => label.startsWith('eks.amazonaws.com/')) ||
        (typeof version === 'string' && version.includes('-eks-'))
      )
    }) ||
    cluster
      .ofKind('ServiceAccount', '')
      .some(({ metadata }) => metadata.annotations?.['eks.amazonaws.com/role-arn'] !== undefined),
)

/** Whether anything in the cluster is of OpenShift. */
export const isOpenShift = perCluster((cluster: Cluster): boolean =>
  cluster.resources.some(({ group }) => group === 'openshift.io' || group.endsWith('.openshift.io')),
)

/** Whether the flags of an API server that the cluster shows turn an admission plugin on. */
export function hasAdmissionPlugin(cluster: Cluster, plugin: string): boolean {
  return apiServerFlags(cluster).some((flag) => {
    const [name, value = ''] = flag.split('=')
    return name === '--enable-admission-plugins' && value.split(',').includes(plugin)
  })
}

const apiServerFlags = perCluster((cluster: Cluster): readonly string[] =>
  cluster.ofKind('Pod', '').flatMap((pod) => {
    const containers = valueIn(pod, 'spec', 'containers')
    if (pod.namespace !== 'kube-system' || !Array.isArray(containers)) return []
    return (containers as unknown[]).flatMap((container) => {
      if (!isObject(container) || container['name'] !== 'kube-apiserver') return []
      return [container['command'], container['args']].flatMap((list) =>
        Array.isArray(list) ? (list as unknown[]).filter((each) => typeof each === 'string') : [],
      )
    })
  }),
)
