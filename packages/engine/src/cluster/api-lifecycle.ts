/** What became, or will become, of a version of an API. Versions are minor versions of Kubernetes 1. */
export interface ApiLifecycle {
  readonly apiVersion: string
  readonly kind: string
  /** From this version on its use is warned about. */
  readonly deprecated: number | undefined
  /** From this version on it is not served; a plan, where the version is still to come. */
  readonly removed: number | undefined
  readonly replacement: string | undefined
  /** Whether an object of this version is one of the replacement when its `apiVersion` is changed. */
  readonly sameSchema: boolean
}

/**
 * apiVersion, kind, deprecated in, removed in, replacement, and whether the schema stays the same.
 * Source: the lifecycle declarations of Kubernetes v1.36 (k8s.io/api, zz_generated.prerelease-lifecycle.go), and the
 * deprecation guide for types that it no longer holds.
 */
const table = `
admission.k8s.io/v1beta1 AdmissionReview 1.19 1.22 admission.k8s.io/v1
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy 1.35 1.38 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicyBinding 1.35 1.38 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicy 1.29 1.32 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1alpha1 ValidatingAdmissionPolicyBinding 1.29 1.32 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy 1.37 1.40 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicyBinding 1.37 1.40 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration 1.16 1.22 admissionregistration.k8s.io/v1
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy 1.31 1.34 admissionregistration.k8s.io/v1 same
admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicyBinding 1.31 1.34 admissionregistration.k8s.io/v1 same
admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration 1.16 1.22 admissionregistration.k8s.io/v1
apidiscovery.k8s.io/v2beta1 APIGroupDiscovery 1.32 1.35 -
apiextensions.k8s.io/v1beta1 ConversionReview 1.19 1.22 apiextensions.k8s.io/v1
apiextensions.k8s.io/v1beta1 CustomResourceDefinition 1.16 1.22 apiextensions.k8s.io/v1
apiregistration.k8s.io/v1beta1 APIService 1.19 1.22 apiregistration.k8s.io/v1
apps/v1beta1 ControllerRevision 1.8 1.16 apps/v1
apps/v1beta1 Deployment 1.8 1.16 apps/v1
apps/v1beta1 DeploymentRollback 1.8 1.16 apps/v1
apps/v1beta1 ReplicaSet - 1.16 apps/v1
apps/v1beta1 Scale 1.8 1.16 autoscaling/v1
apps/v1beta1 StatefulSet 1.8 1.16 apps/v1
apps/v1beta2 ControllerRevision 1.9 1.16 apps/v1
apps/v1beta2 DaemonSet 1.9 1.16 apps/v1
apps/v1beta2 Deployment 1.9 1.16 apps/v1
apps/v1beta2 ReplicaSet 1.9 1.16 apps/v1
apps/v1beta2 Scale 1.9 1.16 autoscaling/v1
apps/v1beta2 StatefulSet 1.9 1.16 apps/v1
audit.k8s.io/v1alpha1 Event 1.21 1.24 audit.k8s.io/v1
audit.k8s.io/v1alpha1 Policy 1.21 1.24 audit.k8s.io/v1
audit.k8s.io/v1beta1 Event 1.21 1.24 audit.k8s.io/v1
audit.k8s.io/v1beta1 Policy 1.21 1.24 audit.k8s.io/v1
authentication.k8s.io/v1alpha1 SelfSubjectReview 1.29 1.32 authentication.k8s.io/v1
authentication.k8s.io/v1beta1 SelfSubjectReview 1.30 1.33 authentication.k8s.io/v1
authentication.k8s.io/v1beta1 TokenReview 1.19 1.22 authentication.k8s.io/v1 same
authorization.k8s.io/v1beta1 LocalSubjectAccessReview 1.19 1.22 authorization.k8s.io/v1
authorization.k8s.io/v1beta1 SelfSubjectAccessReview 1.19 1.22 authorization.k8s.io/v1
authorization.k8s.io/v1beta1 SelfSubjectRulesReview 1.19 1.22 authorization.k8s.io/v1
authorization.k8s.io/v1beta1 SubjectAccessReview 1.19 1.22 authorization.k8s.io/v1
autoscaling/v2beta1 HorizontalPodAutoscaler 1.22 1.25 autoscaling/v2
autoscaling/v2beta2 HorizontalPodAutoscaler 1.23 1.26 autoscaling/v2 same
batch/v1beta1 CronJob 1.21 1.25 batch/v1 same
certificates.k8s.io/v1alpha1 ClusterTrustBundle 1.34 1.37 -
certificates.k8s.io/v1beta1 CertificateSigningRequest 1.19 1.22 certificates.k8s.io/v1
certificates.k8s.io/v1beta1 ClusterTrustBundle 1.37 1.40 -
certificates.k8s.io/v1beta1 PodCertificateRequest 1.38 1.41 -
coordination.k8s.io/v1alpha2 LeaseCandidate 1.35 1.38 -
coordination.k8s.io/v1beta1 Lease 1.19 1.22 coordination.k8s.io/v1 same
coordination.k8s.io/v1beta1 LeaseCandidate 1.36 1.39 -
discovery.k8s.io/v1beta1 EndpointSlice 1.21 1.25 discovery.k8s.io/v1
events.k8s.io/v1beta1 Event 1.22 1.25 events.k8s.io/v1
extensions/v1beta1 DaemonSet 1.8 1.16 apps/v1
extensions/v1beta1 Deployment 1.8 1.16 apps/v1
extensions/v1beta1 DeploymentRollback 1.8 1.16 -
extensions/v1beta1 Ingress 1.14 1.22 networking.k8s.io/v1
extensions/v1beta1 NetworkPolicy 1.9 1.16 networking.k8s.io/v1 same
extensions/v1beta1 PodSecurityPolicy 1.10 1.16 -
extensions/v1beta1 ReplicaSet 1.8 1.16 apps/v1
extensions/v1beta1 Scale 1.2 1.16 -
flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema 1.23 1.26 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration 1.23 1.26 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema 1.26 1.29 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration 1.26 1.29 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema 1.29 1.32 flowcontrol.apiserver.k8s.io/v1
flowcontrol.apiserver.k8s.io/v1beta3 PriorityLevelConfiguration 1.29 1.32 flowcontrol.apiserver.k8s.io/v1
networking.k8s.io/v1beta1 IPAddress 1.34 1.37 networking.k8s.io/v1 same
networking.k8s.io/v1beta1 Ingress 1.19 1.22 networking.k8s.io/v1
networking.k8s.io/v1beta1 IngressClass 1.19 1.22 networking.k8s.io/v1 same
networking.k8s.io/v1beta1 ServiceCIDR 1.34 1.37 networking.k8s.io/v1 same
node.k8s.io/v1beta1 RuntimeClass 1.22 1.25 node.k8s.io/v1 same
policy/v1beta1 Eviction 1.22 1.25 policy/v1
policy/v1beta1 PodDisruptionBudget 1.21 1.25 policy/v1
policy/v1beta1 PodSecurityPolicy 1.21 1.25 -
rbac.authorization.k8s.io/v1alpha1 ClusterRole 1.17 1.22 rbac.authorization.k8s.io/v1 same
rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding 1.17 1.22 rbac.authorization.k8s.io/v1
rbac.authorization.k8s.io/v1alpha1 Role 1.17 1.22 rbac.authorization.k8s.io/v1 same
rbac.authorization.k8s.io/v1alpha1 RoleBinding 1.17 1.22 rbac.authorization.k8s.io/v1
rbac.authorization.k8s.io/v1beta1 ClusterRole 1.17 1.22 rbac.authorization.k8s.io/v1 same
rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding 1.17 1.22 rbac.authorization.k8s.io/v1 same
rbac.authorization.k8s.io/v1beta1 Role 1.17 1.22 rbac.authorization.k8s.io/v1 same
rbac.authorization.k8s.io/v1beta1 RoleBinding 1.17 1.22 rbac.authorization.k8s.io/v1 same
resource.k8s.io/v1alpha3 DeviceClass 1.32 1.34 resource.k8s.io/v1
resource.k8s.io/v1alpha3 DeviceTaintRule 1.36 1.39 -
resource.k8s.io/v1alpha3 ResourceClaim 1.32 1.34 resource.k8s.io/v1
resource.k8s.io/v1alpha3 ResourceClaimTemplate 1.32 1.34 resource.k8s.io/v1
resource.k8s.io/v1alpha3 ResourcePoolStatusRequest 1.39 1.42 -
resource.k8s.io/v1alpha3 ResourceSlice 1.32 1.34 resource.k8s.io/v1
resource.k8s.io/v1beta1 DeviceClass 1.35 1.38 resource.k8s.io/v1
resource.k8s.io/v1beta1 ResourceClaim 1.35 1.38 resource.k8s.io/v1
resource.k8s.io/v1beta1 ResourceClaimTemplate 1.35 1.38 resource.k8s.io/v1
resource.k8s.io/v1beta1 ResourceSlice 1.35 1.38 resource.k8s.io/v1
resource.k8s.io/v1beta2 DeviceClass 1.36 1.39 resource.k8s.io/v1
resource.k8s.io/v1beta2 DeviceTaintRule 1.39 1.42 -
resource.k8s.io/v1beta2 ResourceClaim 1.36 1.39 resource.k8s.io/v1
resource.k8s.io/v1beta2 ResourceClaimTemplate 1.36 1.39 resource.k8s.io/v1
resource.k8s.io/v1beta2 ResourceSlice 1.36 1.39 resource.k8s.io/v1
scheduling.k8s.io/v1alpha1 PriorityClass 1.14 1.17 scheduling.k8s.io/v1 same
scheduling.k8s.io/v1beta1 PriorityClass 1.14 1.22 scheduling.k8s.io/v1 same
storage.k8s.io/v1alpha1 CSIStorageCapacity 1.21 1.24 storage.k8s.io/v1 same
storage.k8s.io/v1alpha1 VolumeAttachment 1.21 1.24 storage.k8s.io/v1 same
storage.k8s.io/v1alpha1 VolumeAttributesClass 1.32 1.35 storage.k8s.io/v1 same
storage.k8s.io/v1beta1 CSIDriver 1.19 1.22 storage.k8s.io/v1 same
storage.k8s.io/v1beta1 CSINode 1.17 1.22 storage.k8s.io/v1 same
storage.k8s.io/v1beta1 CSIStorageCapacity 1.24 1.27 storage.k8s.io/v1 same
storage.k8s.io/v1beta1 StorageClass 1.19 1.22 storage.k8s.io/v1 same
storage.k8s.io/v1beta1 VolumeAttachment 1.19 1.22 storage.k8s.io/v1 same
storage.k8s.io/v1beta1 VolumeAttributesClass 1.34 1.37 storage.k8s.io/v1 same
storagemigration.k8s.io/v1alpha1 StorageVersionMigration 1.35 1.35 storagemigration.k8s.io/v1beta1
storagemigration.k8s.io/v1beta1 StorageVersionMigration 1.38 1.41 -
`

const byType = new Map<string, ApiLifecycle>()

/** The life of an API version and kind; undefined for those that nothing ends. */
export function apiLifecycle(apiVersion: string, kind: string): ApiLifecycle | undefined {
  if (byType.size === 0) {
    for (const line of table.trim().split('\n')) {
      const [version = '', type = '', deprecated = '', removed = '', replacement = '', same] = line.split(' ')
      byType.set(`${version} ${type}`, {
        apiVersion: version,
        kind: type,
        deprecated: minorVersion(deprecated),
        removed: minorVersion(removed),
        replacement: replacement === '-' ? undefined : replacement,
        sameSchema: same === 'same',
      })
    }
  }
  return byType.get(`${apiVersion} ${kind}`)
}

/** The minor version of `1.25`, `v1.25` or `v1.25.3`; undefined for what is no version of Kubernetes 1. */
export function minorVersion(text: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:[.+-]|$)/.exec(text.trim())
  return match ? Number(match[1]) : undefined
}
