import type { Endpoint } from './endpoints.ts'

type Labels = Readonly<Record<string, string>>

/** The labels that Cilium knows an endpoint by, without the prefix of their source. */
export function identityLabels(
  { labels, namespace, serviceAccount }: Endpoint,
  ofNamespace: Labels,
  clusterName = 'default',
): Labels {
  return {
    ...labels,
    ...Object.fromEntries(
      Object.entries(ofNamespace).map(([key, value]) => [`io.cilium.k8s.namespace.labels.${key}`, value]),
    ),
    'io.kubernetes.pod.namespace': namespace,
    'io.cilium.k8s.policy.serviceaccount': serviceAccount,
    'io.cilium.k8s.policy.cluster': clusterName,
  }
}
