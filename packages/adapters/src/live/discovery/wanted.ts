import type { ApiResource } from './discovery.ts'

/** Kinds of Kubernetes' own groups that some judgement looks at, by group and resource. */
const builtIn: ReadonlySet<string> = new Set([
  '/configmaps',
  '/limitranges',
  '/namespaces',
  '/nodes',
  '/persistentvolumeclaims',
  '/persistentvolumes',
  '/pods',
  '/podtemplates',
  '/replicationcontrollers',
  '/resourcequotas',
  '/secrets',
  '/serviceaccounts',
  '/services',
  'admissionregistration.k8s.io/mutatingadmissionpolicies',
  'admissionregistration.k8s.io/mutatingwebhookconfigurations',
  'admissionregistration.k8s.io/validatingadmissionpolicies',
  'admissionregistration.k8s.io/validatingadmissionpolicybindings',
  'admissionregistration.k8s.io/validatingwebhookconfigurations',
  'apps/daemonsets',
  'apps/deployments',
  'apps/replicasets',
  'apps/statefulsets',
  'apiregistration.k8s.io/apiservices',
  'autoscaling/horizontalpodautoscalers',
  'batch/cronjobs',
  'batch/jobs',
  'discovery.k8s.io/endpointslices',
  'networking.k8s.io/ingresses',
  'networking.k8s.io/networkpolicies',
  'policy/poddisruptionbudgets',
  'rbac.authorization.k8s.io/clusterrolebindings',
  'rbac.authorization.k8s.io/clusterroles',
  'rbac.authorization.k8s.io/rolebindings',
  'rbac.authorization.k8s.io/roles',
  'storage.k8s.io/storageclasses',
])

/** Groups whose objects are measurements and records, many and of no use here. */
const records: ReadonlySet<string> = new Set([
  'metrics.k8s.io',
  'custom.metrics.k8s.io',
  'external.metrics.k8s.io',
  'packages.operators.coreos.com',
  'aquasecurity.github.io',
  'wgpolicyk8s.io',
  'reports.kyverno.io',
  'spdx.softwarecomposition.kubescape.io',
])

/** What Cilium's agents write for every pod or set of labels, which the pods themselves tell. */
const perPod: ReadonlySet<string> = new Set([
  'cilium.io/ciliumendpoints',
  'cilium.io/ciliumendpointslices',
  'cilium.io/ciliumidentities',
])

/**
 * Whether objects of a kind are read: what judgements look at of Kubernetes' own, and every custom kind, since any may
 * embed a pod template.
 */
export function isWanted({ group, resource }: ApiResource): boolean {
  if (perPod.has(`${group}/${resource}`)) return false
  if (isOwnGroup(group)) return builtIn.has(`${group}/${resource}`)
  return !records.has(group)
}

function isOwnGroup(group: string): boolean {
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.startsWith('gateway.') && !extensions.has(group))
}

/** Groups of Kubernetes' subprojects that are served from custom resources. */
const extensions: ReadonlySet<string> = new Set(['policy.networking.k8s.io', 'snapshot.storage.k8s.io'])
