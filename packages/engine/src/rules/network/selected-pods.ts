import { type Cluster, perCluster, type Resource } from '../../cluster/index.ts'
import { isGivenByController, type Service } from '../../network/index.ts'
import { resolverOf } from './services.ts'

/**
 * What the selector of a Service finds. `nothing`: none of the pods of its namespace; `unshown`: no pod of the namespace
 * was read; `made`: pods that a custom resource seems to stand for; `unknown`: it asks for labels that controllers give.
 */
export type Selected = 'pods' | 'nothing' | 'unshown' | 'made' | 'unknown'

export function selectedBy(cluster: Cluster, { namespace, selector }: Service): Selected {
  const { backends } = resolverOf(cluster)
  if (selector === undefined || backends.selectedBy({ namespace, selector }).length > 0) return 'pods'
  // Templates without containers are no pods yet, but are meant.
  if (cluster.selectedByLabels(namespace, selector).length > 0) return 'pods'
  if (Object.keys(selector).some(isGivenByController)) {
    const rest = Object.fromEntries(Object.entries(selector).filter(([key]) => !isGivenByController(key)))
    const isAny = Object.keys(rest).length === 0
    if (isAny || cluster.selectedByLabels(namespace, rest).length > 0) return 'unknown'
  }
  if (isMade(cluster, namespace, selector)) return 'made'
  const isShown =
    cluster.workloadsIn(namespace).length > 0 || cluster.find('Namespace', undefined, 'kube-system') !== undefined
  return isShown ? 'nothing' : 'unshown'
}

/**
 * Groups of custom resources that make no pods, so that a selector that holds the name of one means nothing by it.
 * Gateways do, as do the kinds of the Prometheus operator that are named.
 */
const withoutPods =
  /^(?:(?:networking|security|telemetry|extensions)\.istio\.io|cilium\.io|(?:.+\.)?cert-manager\.io|(?:.+\.)?external-secrets\.io|keda\.sh|traefik\.io|traefik\.containo\.us|kyverno\.io|policies\.kyverno\.io|bitnami\.com|secrets-store\.csi\.x-k8s\.io|autoscaling\.k8s\.io|snapshot\.storage\.k8s\.io|policy\.networking\.k8s\.io)$/
const makersIn: Readonly<Record<string, readonly string[]>> = {
  'gateway.networking.k8s.io': ['Gateway'],
  'monitoring.coreos.com': ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'],
  'argoproj.io': ['Workflow', 'EventBus', 'EventSource', 'Sensor', 'ArgoCD'],
}
const builtIn = /^(?:apps|autoscaling|batch|extensions|policy|.+\.k8s\.io)?$/

/** Custom resources that may make pods, by `namespace name`, and by the group that prefixes the keys of their labels. */
const makers = perCluster((cluster) => {
  const found = new Set<string>()
  for (const resource of cluster.resources) {
    if (!mayMakePods(resource)) continue
    const namespace = resource.namespace ?? 'default'
    found.add(`${namespace} ${resource.name}`)
    found.add(`${namespace} ${resource.group}/`)
  }
  return found
})

function mayMakePods({ group, kind }: Resource): boolean {
  const known = makersIn[group]
  if (known) return known.includes(kind)
  return !builtIn.test(group) && !withoutPods.test(group) && !group.endsWith('.openshift.io')
}

/** Operators label what they make by the name of the custom resource, or with keys under its group. */
function isMade(cluster: Cluster, namespace: string, selector: Readonly<Record<string, string>>): boolean {
  const known = makers(cluster)
  return Object.entries(selector).some(([key, value]) => {
    const domain = key.slice(0, key.indexOf('/') + 1)
    return known.has(`${namespace} ${value}`) || (domain !== '' && known.has(`${namespace} ${domain}`))
  })
}
