import type { Resource } from './resource.ts'

/** Groups that Kubernetes itself serves, and the OpenShift ones that carry workloads. */
const builtInGroups = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'apps.openshift.io',
  'route.openshift.io',
])

const clusterScoped = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'ComponentStatus',
  'CustomResourceDefinition',
  'DeviceClass',
  'DeviceTaintRule',
  'FlowSchema',
  'IPAddress',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'ServiceCIDR',
  'StorageClass',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
])

/** Kinds of well-known extensions that have no namespace, beside those named `Cluster…`. */
const clusterScopedExtensions = new Set([
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'ConstraintTemplate',
  'GatewayClass',
  'GlobalNetworkPolicy',
  'SecurityContextConstraints',
  'VolumeSnapshotClass',
  'VolumeSnapshotContent',
])

/** Whether resources of this kind live in a namespace; undefined for kinds that are not known. */
export function isNamespaced(resource: Resource): boolean | undefined {
  if (builtInGroups.has(resource.group)) return !clusterScoped.has(resource.kind)
  return isExtensionWithoutNamespace(resource) ? false : undefined
}

/** Whether resources of this kind belong to no namespace; one of an unknown kind counts to a namespace. */
export function isClusterScoped(resource: Resource): boolean {
  return isNamespaced(resource) === false
}

function isExtensionWithoutNamespace({ group, kind, namespace }: Resource): boolean {
  if (clusterScopedExtensions.has(kind) || group === 'constraints.gatekeeper.sh') return true
  return kind.startsWith('Cluster') && namespace === undefined && kind !== 'Cluster'
}

/** The namespaces that Kubernetes keeps for itself. */
export const systemNamespaces: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease']
