// Made by `node tools/generate-api-types.ts` from kubernetes/api, release v1.36: names and types only.

/** The Kubernetes release that the table was made from. */
export const apiTypesVersion = 'v1.36'

/** `apiVersion kind type` of each built-in kind. */
export const apiKinds = `
v1 PersistentVolume PersistentVolume
v1 PersistentVolumeClaim PersistentVolumeClaim
v1 PodStatusResult PodStatusResult
v1 Pod Pod
v1 PodTemplate PodTemplate
v1 ReplicationController ReplicationController
v1 Service Service
v1 ServiceAccount ServiceAccount
v1 Endpoints Endpoints
v1 Node Node
v1 Namespace Namespace
v1 Binding Binding
v1 Event Event
v1 LimitRange LimitRange
v1 ResourceQuota ResourceQuota
v1 Secret Secret
v1 ConfigMap ConfigMap
v1 ComponentStatus ComponentStatus
v1 RangeAllocation RangeAllocation
apps/v1 StatefulSet apps.StatefulSet
apps/v1 Deployment apps.Deployment
apps/v1 DaemonSet apps.DaemonSet
apps/v1 ReplicaSet apps.ReplicaSet
apps/v1 ControllerRevision apps.ControllerRevision
batch/v1 Job batch.Job
batch/v1 CronJob batch.CronJob
autoscaling/v1 HorizontalPodAutoscaler autoscaling1.HorizontalPodAutoscaler
autoscaling/v1 Scale autoscaling1.Scale
autoscaling/v2 HorizontalPodAutoscaler autoscaling.HorizontalPodAutoscaler
networking.k8s.io/v1 NetworkPolicy networking.NetworkPolicy
networking.k8s.io/v1 Ingress networking.Ingress
networking.k8s.io/v1 IngressClass networking.IngressClass
networking.k8s.io/v1 IPAddress networking.IPAddress
networking.k8s.io/v1 ServiceCIDR networking.ServiceCIDR
policy/v1 PodDisruptionBudget policy.PodDisruptionBudget
policy/v1 Eviction policy.Eviction
rbac.authorization.k8s.io/v1 Role rbac.Role
rbac.authorization.k8s.io/v1 RoleBinding rbac.RoleBinding
rbac.authorization.k8s.io/v1 ClusterRole rbac.ClusterRole
rbac.authorization.k8s.io/v1 ClusterRoleBinding rbac.ClusterRoleBinding
storage.k8s.io/v1 StorageClass storage.StorageClass
storage.k8s.io/v1 VolumeAttachment storage.VolumeAttachment
storage.k8s.io/v1 CSIDriver storage.CSIDriver
storage.k8s.io/v1 CSINode storage.CSINode
storage.k8s.io/v1 CSIStorageCapacity storage.CSIStorageCapacity
storage.k8s.io/v1 VolumeAttributesClass storage.VolumeAttributesClass
scheduling.k8s.io/v1 PriorityClass scheduling.PriorityClass
node.k8s.io/v1 RuntimeClass node.RuntimeClass
coordination.k8s.io/v1 Lease coordination.Lease
discovery.k8s.io/v1 EndpointSlice discovery.EndpointSlice
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy admission.ValidatingAdmissionPolicy
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding admission.ValidatingAdmissionPolicyBinding
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration admission.ValidatingWebhookConfiguration
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration admission.MutatingWebhookConfiguration
admissionregistration.k8s.io/v1 MutatingAdmissionPolicy admission.MutatingAdmissionPolicy
admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding admission.MutatingAdmissionPolicyBinding
`

/**
 * `Type field:type …`, indented lines continue the one above. s string, b boolean, i whole number, n number,
 * q quantity, x whole number or string, d base64, * anything, [t] list of t, {t} map of t, else the name of a type.
 */
export const apiTypes = `
admission.ApplyConfiguration expression:s
admission.AuditAnnotation key:s valueExpression:s
admission.JSONPatch expression:s
admission.MatchCondition name:s expression:s
admission.MatchResources namespaceSelector:LabelSelector objectSelector:LabelSelector
 resourceRules:[admission.NamedRuleWithOperations] excludeResourceRules:[admission.NamedRuleWithOperations]
 matchPolicy:s
admission.MutatingAdmissionPolicy apiVersion:s kind:s metadata:ObjectMeta spec:admission.MutatingAdmissionPolicySpec
admission.MutatingAdmissionPolicyBinding apiVersion:s kind:s metadata:ObjectMeta
 spec:admission.MutatingAdmissionPolicyBindingSpec
admission.MutatingAdmissionPolicyBindingSpec policyName:s paramRef:admission.ParamRef
 matchResources:admission.MatchResources
admission.MutatingAdmissionPolicySpec paramKind:admission.ParamKind matchConstraints:admission.MatchResources
 variables:[admission.Variable] mutations:[admission.Mutation] failurePolicy:s
 matchConditions:[admission.MatchCondition] reinvocationPolicy:s
admission.MutatingWebhook name:s clientConfig:admission.WebhookClientConfig rules:[admission.RuleWithOperations]
 failurePolicy:s matchPolicy:s namespaceSelector:LabelSelector objectSelector:LabelSelector sideEffects:s
 timeoutSeconds:i admissionReviewVersions:[s] reinvocationPolicy:s matchConditions:[admission.MatchCondition]
admission.MutatingWebhookConfiguration apiVersion:s kind:s metadata:ObjectMeta webhooks:[admission.MutatingWebhook]
admission.Mutation patchType:s applyConfiguration:admission.ApplyConfiguration jsonPatch:admission.JSONPatch
admission.NamedRuleWithOperations resourceNames:[s] operations:[s] apiGroups:[s] apiVersions:[s] resources:[s] scope:s
admission.ParamKind apiVersion:s kind:s
admission.ParamRef name:s namespace:s selector:LabelSelector parameterNotFoundAction:s
admission.RuleWithOperations operations:[s] apiGroups:[s] apiVersions:[s] resources:[s] scope:s
admission.ServiceReference namespace:s name:s path:s port:i
admission.ValidatingAdmissionPolicy apiVersion:s kind:s metadata:ObjectMeta
 spec:admission.ValidatingAdmissionPolicySpec status:*
admission.ValidatingAdmissionPolicyBinding apiVersion:s kind:s metadata:ObjectMeta
 spec:admission.ValidatingAdmissionPolicyBindingSpec
admission.ValidatingAdmissionPolicyBindingSpec policyName:s paramRef:admission.ParamRef
 matchResources:admission.MatchResources validationActions:[s]
admission.ValidatingAdmissionPolicySpec paramKind:admission.ParamKind matchConstraints:admission.MatchResources
 validations:[admission.Validation] failurePolicy:s auditAnnotations:[admission.AuditAnnotation]
 matchConditions:[admission.MatchCondition] variables:[admission.Variable]
admission.ValidatingWebhook name:s clientConfig:admission.WebhookClientConfig rules:[admission.RuleWithOperations]
 failurePolicy:s matchPolicy:s namespaceSelector:LabelSelector objectSelector:LabelSelector sideEffects:s
 timeoutSeconds:i admissionReviewVersions:[s] matchConditions:[admission.MatchCondition]
admission.ValidatingWebhookConfiguration apiVersion:s kind:s metadata:ObjectMeta webhooks:[admission.ValidatingWebhook]
admission.Validation expression:s message:s reason:s messageExpression:s
admission.Variable name:s expression:s
admission.WebhookClientConfig url:s service:admission.ServiceReference caBundle:d
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
AppArmorProfile type:s localhostProfile:s
apps.ControllerRevision apiVersion:s kind:s metadata:ObjectMeta data:* revision:i
apps.DaemonSet apiVersion:s kind:s metadata:ObjectMeta spec:apps.DaemonSetSpec status:*
apps.DaemonSetSpec selector:LabelSelector template:PodTemplateSpec updateStrategy:apps.DaemonSetUpdateStrategy
 minReadySeconds:i revisionHistoryLimit:i
apps.DaemonSetUpdateStrategy type:s rollingUpdate:apps.RollingUpdateDaemonSet
apps.Deployment apiVersion:s kind:s metadata:ObjectMeta spec:apps.DeploymentSpec status:*
apps.DeploymentSpec replicas:i selector:LabelSelector template:PodTemplateSpec strategy:apps.DeploymentStrategy
 minReadySeconds:i revisionHistoryLimit:i paused:b progressDeadlineSeconds:i
apps.DeploymentStrategy type:s rollingUpdate:apps.RollingUpdateDeployment
apps.ReplicaSet apiVersion:s kind:s metadata:ObjectMeta spec:apps.ReplicaSetSpec status:*
apps.ReplicaSetSpec replicas:i minReadySeconds:i selector:LabelSelector template:PodTemplateSpec
apps.RollingUpdateDaemonSet maxUnavailable:x maxSurge:x
apps.RollingUpdateDeployment maxUnavailable:x maxSurge:x
apps.RollingUpdateStatefulSetStrategy partition:i maxUnavailable:x
apps.StatefulSet apiVersion:s kind:s metadata:ObjectMeta spec:apps.StatefulSetSpec status:*
apps.StatefulSetOrdinals start:i
apps.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
apps.StatefulSetSpec replicas:i selector:LabelSelector template:PodTemplateSpec
 volumeClaimTemplates:[PersistentVolumeClaim] serviceName:s podManagementPolicy:s
 updateStrategy:apps.StatefulSetUpdateStrategy revisionHistoryLimit:i minReadySeconds:i
 persistentVolumeClaimRetentionPolicy:apps.StatefulSetPersistentVolumeClaimRetentionPolicy
 ordinals:apps.StatefulSetOrdinals
apps.StatefulSetUpdateStrategy type:s rollingUpdate:apps.RollingUpdateStatefulSetStrategy
autoscaling.ContainerResourceMetricSource name:s target:autoscaling.MetricTarget container:s
autoscaling.CrossVersionObjectReference kind:s name:s apiVersion:s
autoscaling.ExternalMetricSource metric:autoscaling.MetricIdentifier target:autoscaling.MetricTarget
autoscaling.HorizontalPodAutoscaler apiVersion:s kind:s metadata:ObjectMeta
 spec:autoscaling.HorizontalPodAutoscalerSpec status:*
autoscaling.HorizontalPodAutoscalerBehavior scaleUp:autoscaling.HPAScalingRules scaleDown:autoscaling.HPAScalingRules
autoscaling.HorizontalPodAutoscalerSpec scaleTargetRef:autoscaling.CrossVersionObjectReference minReplicas:i
 maxReplicas:i metrics:[autoscaling.MetricSpec] behavior:autoscaling.HorizontalPodAutoscalerBehavior
autoscaling.HPAScalingPolicy type:s value:i periodSeconds:i
autoscaling.HPAScalingRules stabilizationWindowSeconds:i selectPolicy:s policies:[autoscaling.HPAScalingPolicy]
 tolerance:q
autoscaling.MetricIdentifier name:s selector:LabelSelector
autoscaling.MetricSpec type:s object:autoscaling.ObjectMetricSource pods:autoscaling.PodsMetricSource
 resource:autoscaling.ResourceMetricSource containerResource:autoscaling.ContainerResourceMetricSource
 external:autoscaling.ExternalMetricSource
autoscaling.MetricTarget type:s value:q averageValue:q averageUtilization:i
autoscaling.ObjectMetricSource describedObject:autoscaling.CrossVersionObjectReference target:autoscaling.MetricTarget
 metric:autoscaling.MetricIdentifier
autoscaling.PodsMetricSource metric:autoscaling.MetricIdentifier target:autoscaling.MetricTarget
autoscaling.ResourceMetricSource name:s target:autoscaling.MetricTarget
autoscaling1.CrossVersionObjectReference kind:s name:s apiVersion:s
autoscaling1.HorizontalPodAutoscaler apiVersion:s kind:s metadata:ObjectMeta
 spec:autoscaling1.HorizontalPodAutoscalerSpec status:*
autoscaling1.HorizontalPodAutoscalerSpec scaleTargetRef:autoscaling1.CrossVersionObjectReference minReplicas:i
 maxReplicas:i targetCPUUtilizationPercentage:i
autoscaling1.Scale apiVersion:s kind:s metadata:ObjectMeta spec:autoscaling1.ScaleSpec status:*
autoscaling1.ScaleSpec replicas:i
AWSElasticBlockStoreVolumeSource volumeID:s fsType:s partition:i readOnly:b
AzureDiskVolumeSource diskName:s diskURI:s cachingMode:s fsType:s readOnly:b kind:s
AzureFilePersistentVolumeSource secretName:s shareName:s readOnly:b secretNamespace:s
AzureFileVolumeSource secretName:s shareName:s readOnly:b
batch.CronJob apiVersion:s kind:s metadata:ObjectMeta spec:batch.CronJobSpec status:*
batch.CronJobSpec schedule:s timeZone:s startingDeadlineSeconds:i concurrencyPolicy:s suspend:b
 jobTemplate:batch.JobTemplateSpec successfulJobsHistoryLimit:i failedJobsHistoryLimit:i
batch.Job apiVersion:s kind:s metadata:ObjectMeta spec:batch.JobSpec status:*
batch.JobSpec parallelism:i completions:i activeDeadlineSeconds:i podFailurePolicy:batch.PodFailurePolicy
 successPolicy:batch.SuccessPolicy backoffLimit:i backoffLimitPerIndex:i maxFailedIndexes:i selector:LabelSelector
 manualSelector:b template:PodTemplateSpec ttlSecondsAfterFinished:i completionMode:s suspend:b podReplacementPolicy:s
 managedBy:s
batch.JobTemplateSpec metadata:ObjectMeta spec:batch.JobSpec
batch.PodFailurePolicy rules:[batch.PodFailurePolicyRule]
batch.PodFailurePolicyOnExitCodesRequirement containerName:s operator:s values:[i]
batch.PodFailurePolicyOnPodConditionsPattern type:s status:*
batch.PodFailurePolicyRule action:s onExitCodes:batch.PodFailurePolicyOnExitCodesRequirement
 onPodConditions:[batch.PodFailurePolicyOnPodConditionsPattern]
batch.SuccessPolicy rules:[batch.SuccessPolicyRule]
batch.SuccessPolicyRule succeededIndexes:s succeededCount:i
Binding apiVersion:s kind:s metadata:ObjectMeta target:ObjectReference
Capabilities add:[s] drop:[s]
CephFSPersistentVolumeSource monitors:[s] path:s user:s secretFile:s secretRef:SecretReference readOnly:b
CephFSVolumeSource monitors:[s] path:s user:s secretFile:s secretRef:LocalObjectReference readOnly:b
CinderPersistentVolumeSource volumeID:s fsType:s readOnly:b secretRef:SecretReference
CinderVolumeSource volumeID:s fsType:s readOnly:b secretRef:LocalObjectReference
ClientIPConfig timeoutSeconds:i
ClusterTrustBundleProjection name:s signerName:s labelSelector:LabelSelector optional:b path:s
ComponentCondition type:s status:* message:s error:s
ComponentStatus apiVersion:s kind:s metadata:ObjectMeta conditions:[ComponentCondition]
ConfigMap apiVersion:s kind:s metadata:ObjectMeta immutable:b data:{s} binaryData:{d}
ConfigMapEnvSource name:s optional:b
ConfigMapKeySelector name:s key:s optional:b
ConfigMapNodeConfigSource namespace:s name:s uid:s resourceVersion:s kubeletConfigKey:s
ConfigMapProjection name:s items:[KeyToPath] optional:b
ConfigMapVolumeSource name:s items:[KeyToPath] defaultMode:i optional:b
Container name:s image:s command:[s] args:[s] workingDir:s ports:[ContainerPort] envFrom:[EnvFromSource] env:[EnvVar]
 resources:ResourceRequirements resizePolicy:[ContainerResizePolicy] restartPolicy:s
 restartPolicyRules:[ContainerRestartRule] volumeMounts:[VolumeMount] volumeDevices:[VolumeDevice] livenessProbe:Probe
 readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s
 imagePullPolicy:s securityContext:SecurityContext stdin:b stdinOnce:b tty:b
ContainerPort name:s hostPort:i containerPort:i protocol:s hostIP:s
ContainerResizePolicy resourceName:s restartPolicy:s
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator:s values:[i]
coordination.Lease apiVersion:s kind:s metadata:ObjectMeta spec:coordination.LeaseSpec
coordination.LeaseSpec holderIdentity:s leaseDurationSeconds:i acquireTime:s renewTime:s leaseTransitions:i strategy:s
 preferredHolder:s
CSIPersistentVolumeSource driver:s volumeHandle:s readOnly:b fsType:s volumeAttributes:{s}
 controllerPublishSecretRef:SecretReference nodeStageSecretRef:SecretReference nodePublishSecretRef:SecretReference
 controllerExpandSecretRef:SecretReference nodeExpandSecretRef:SecretReference
CSIVolumeSource driver:s readOnly:b fsType:s volumeAttributes:{s} nodePublishSecretRef:LocalObjectReference
discovery.Endpoint addresses:[s] conditions:discovery.EndpointConditions hostname:s targetRef:ObjectReference
 deprecatedTopology:{s} nodeName:s zone:s hints:discovery.EndpointHints
discovery.EndpointConditions ready:b serving:b terminating:b
discovery.EndpointHints forZones:[discovery.ForZone] forNodes:[discovery.ForNode]
discovery.EndpointPort name:s protocol:s port:i appProtocol:s
discovery.EndpointSlice apiVersion:s kind:s metadata:ObjectMeta addressType:s endpoints:[discovery.Endpoint]
 ports:[discovery.EndpointPort]
discovery.ForNode name:s
discovery.ForZone name:s
DownwardAPIProjection items:[DownwardAPIVolumeFile]
DownwardAPIVolumeFile path:s fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector mode:i
DownwardAPIVolumeSource items:[DownwardAPIVolumeFile] defaultMode:i
EmptyDirVolumeSource medium:s sizeLimit:q
EndpointAddress ip:s hostname:s nodeName:s targetRef:ObjectReference
EndpointPort name:s port:i protocol:s appProtocol:s
Endpoints apiVersion:s kind:s metadata:ObjectMeta subsets:[EndpointSubset]
EndpointSubset addresses:[EndpointAddress] notReadyAddresses:[EndpointAddress] ports:[EndpointPort]
EnvFromSource prefix:s configMapRef:ConfigMapEnvSource secretRef:SecretEnvSource
EnvVar name:s value:s valueFrom:EnvVarSource
EnvVarSource fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector configMapKeyRef:ConfigMapKeySelector
 secretKeyRef:SecretKeySelector fileKeyRef:FileKeySelector
EphemeralContainer name:s image:s command:[s] args:[s] workingDir:s ports:[ContainerPort] envFrom:[EnvFromSource]
 env:[EnvVar] resources:ResourceRequirements resizePolicy:[ContainerResizePolicy] restartPolicy:s
 restartPolicyRules:[ContainerRestartRule] volumeMounts:[VolumeMount] volumeDevices:[VolumeDevice] livenessProbe:Probe
 readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s
 imagePullPolicy:s securityContext:SecurityContext stdin:b stdinOnce:b tty:b targetContainerName:s
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
Event apiVersion:s kind:s metadata:ObjectMeta involvedObject:ObjectReference reason:s message:s source:EventSource
 firstTimestamp:s lastTimestamp:s count:i type:s eventTime:s series:EventSeries action:s related:ObjectReference
 reportingComponent:s reportingInstance:s
EventSeries count:i lastObservedTime:s
EventSource component:s host:s
ExecAction command:[s]
FCVolumeSource targetWWNs:[s] lun:i fsType:s readOnly:b wwids:[s]
FileKeySelector volumeName:s path:s key:s optional:b
FlexPersistentVolumeSource driver:s fsType:s secretRef:SecretReference readOnly:b options:{s}
FlexVolumeSource driver:s fsType:s secretRef:LocalObjectReference readOnly:b options:{s}
FlockerVolumeSource datasetName:s datasetUUID:s
GCEPersistentDiskVolumeSource pdName:s fsType:s partition:i readOnly:b
GitRepoVolumeSource repository:s revision:s directory:s
GlusterfsPersistentVolumeSource endpoints:s path:s readOnly:b endpointsNamespace:s
GlusterfsVolumeSource endpoints:s path:s readOnly:b
GRPCAction port:i service:s
HostAlias ip:s hostnames:[s]
HostPathVolumeSource path:s type:s
HTTPGetAction path:s port:x host:s scheme:s httpHeaders:[HTTPHeader]
HTTPHeader name:s value:s
ImageVolumeSource reference:s pullPolicy:s
ISCSIPersistentVolumeSource targetPortal:s iqn:s lun:i iscsiInterface:s fsType:s readOnly:b portals:[s]
 chapAuthDiscovery:b chapAuthSession:b secretRef:SecretReference initiatorName:s
ISCSIVolumeSource targetPortal:s iqn:s lun:i iscsiInterface:s fsType:s readOnly:b portals:[s] chapAuthDiscovery:b
 chapAuthSession:b secretRef:LocalObjectReference initiatorName:s
KeyToPath key:s path:s mode:i
LabelSelector matchLabels:{s} matchExpressions:[LabelSelectorRequirement]
LabelSelectorRequirement key:s operator:s values:[s]
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:SleepAction
LimitRange apiVersion:s kind:s metadata:ObjectMeta spec:LimitRangeSpec
LimitRangeItem type:s max:{q} min:{q} default:{q} defaultRequest:{q} maxLimitRequestRatio:{q}
LimitRangeSpec limits:[LimitRangeItem]
LocalObjectReference name:s
LocalVolumeSource path:s fsType:s
Namespace apiVersion:s kind:s metadata:ObjectMeta spec:NamespaceSpec status:*
NamespaceSpec finalizers:[s]
networking.HTTPIngressPath path:s pathType:s backend:networking.IngressBackend
networking.HTTPIngressRuleValue paths:[networking.HTTPIngressPath]
networking.Ingress apiVersion:s kind:s metadata:ObjectMeta spec:networking.IngressSpec status:*
networking.IngressBackend service:networking.IngressServiceBackend resource:TypedLocalObjectReference
networking.IngressClass apiVersion:s kind:s metadata:ObjectMeta spec:networking.IngressClassSpec
networking.IngressClassParametersReference apiGroup:s kind:s name:s scope:s namespace:s
networking.IngressClassSpec controller:s parameters:networking.IngressClassParametersReference
networking.IngressRule host:s http:networking.HTTPIngressRuleValue
networking.IngressServiceBackend name:s port:networking.ServiceBackendPort
networking.IngressSpec ingressClassName:s defaultBackend:networking.IngressBackend tls:[networking.IngressTLS]
 rules:[networking.IngressRule]
networking.IngressTLS hosts:[s] secretName:s
networking.IPAddress apiVersion:s kind:s metadata:ObjectMeta spec:networking.IPAddressSpec
networking.IPAddressSpec parentRef:networking.ParentReference
networking.IPBlock cidr:s except:[s]
networking.NetworkPolicy apiVersion:s kind:s metadata:ObjectMeta spec:networking.NetworkPolicySpec
networking.NetworkPolicyEgressRule ports:[networking.NetworkPolicyPort] to:[networking.NetworkPolicyPeer]
networking.NetworkPolicyIngressRule ports:[networking.NetworkPolicyPort] from:[networking.NetworkPolicyPeer]
networking.NetworkPolicyPeer podSelector:LabelSelector namespaceSelector:LabelSelector ipBlock:networking.IPBlock
networking.NetworkPolicyPort protocol:s port:x endPort:i
networking.NetworkPolicySpec podSelector:LabelSelector ingress:[networking.NetworkPolicyIngressRule]
 egress:[networking.NetworkPolicyEgressRule] policyTypes:[s]
networking.ParentReference group:s resource:s namespace:s name:s
networking.ServiceBackendPort name:s number:i
networking.ServiceCIDR apiVersion:s kind:s metadata:ObjectMeta spec:networking.ServiceCIDRSpec status:*
networking.ServiceCIDRSpec cidrs:[s]
NFSVolumeSource server:s path:s readOnly:b
Node apiVersion:s kind:s metadata:ObjectMeta spec:NodeSpec status:*
node.Overhead podFixed:{q}
node.RuntimeClass apiVersion:s kind:s metadata:ObjectMeta handler:s overhead:node.Overhead scheduling:node.Scheduling
node.Scheduling nodeSelector:{s} tolerations:[Toleration]
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
 preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
NodeConfigSource configMap:ConfigMapNodeConfigSource
NodeSelector nodeSelectorTerms:[NodeSelectorTerm]
NodeSelectorRequirement key:s operator:s values:[s]
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement]
NodeSpec podCIDR:s podCIDRs:[s] providerID:s unschedulable:b taints:[Taint] configSource:NodeConfigSource externalID:s
ObjectFieldSelector apiVersion:s fieldPath:s
ObjectMeta name:s generateName:s namespace:s selfLink:s uid:s resourceVersion:s generation:i creationTimestamp:s
 deletionTimestamp:s deletionGracePeriodSeconds:i labels:{s} annotations:{s} ownerReferences:[OwnerReference]
 finalizers:[s] managedFields:[*]
ObjectReference kind:s namespace:s name:s uid:s apiVersion:s resourceVersion:s fieldPath:s
OwnerReference apiVersion:s kind:s name:s uid:s controller:b blockOwnerDeletion:b
PersistentVolume apiVersion:s kind:s metadata:ObjectMeta spec:PersistentVolumeSpec status:*
PersistentVolumeClaim apiVersion:s kind:s metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:*
PersistentVolumeClaimSpec accessModes:[s] selector:LabelSelector resources:VolumeResourceRequirements volumeName:s
 storageClassName:s volumeMode:s dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference
 volumeAttributesClassName:s
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
PersistentVolumeClaimVolumeSource claimName:s readOnly:b
PersistentVolumeSpec capacity:{q} gcePersistentDisk:GCEPersistentDiskVolumeSource
 awsElasticBlockStore:AWSElasticBlockStoreVolumeSource hostPath:HostPathVolumeSource
 glusterfs:GlusterfsPersistentVolumeSource nfs:NFSVolumeSource rbd:RBDPersistentVolumeSource
 iscsi:ISCSIPersistentVolumeSource cinder:CinderPersistentVolumeSource cephfs:CephFSPersistentVolumeSource
 fc:FCVolumeSource flocker:FlockerVolumeSource flexVolume:FlexPersistentVolumeSource
 azureFile:AzureFilePersistentVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource quobyte:QuobyteVolumeSource
 azureDisk:AzureDiskVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource
 portworxVolume:PortworxVolumeSource scaleIO:ScaleIOPersistentVolumeSource local:LocalVolumeSource
 storageos:StorageOSPersistentVolumeSource csi:CSIPersistentVolumeSource accessModes:[s] claimRef:ObjectReference
 persistentVolumeReclaimPolicy:s storageClassName:s mountOptions:[s] volumeMode:s nodeAffinity:VolumeNodeAffinity
 volumeAttributesClassName:s
PhotonPersistentDiskVolumeSource pdID:s fsType:s
Pod apiVersion:s kind:s metadata:ObjectMeta spec:PodSpec status:*
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
 preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodAffinityTerm labelSelector:LabelSelector namespaces:[s] topologyKey:s namespaceSelector:LabelSelector
 matchLabelKeys:[s] mismatchLabelKeys:[s]
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm]
 preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
PodCertificateProjection signerName:s keyType:s maxExpirationSeconds:i credentialBundlePath:s keyPath:s
 certificateChainPath:s userAnnotations:{s}
PodDNSConfig nameservers:[s] searches:[s] options:[PodDNSConfigOption]
PodDNSConfigOption name:s value:s
PodOS name:s
PodReadinessGate conditionType:s
PodResourceClaim name:s resourceClaimName:s resourceClaimTemplateName:s
PodSchedulingGate name:s
PodSchedulingGroup podGroupName:s
PodSecurityContext seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:i runAsGroup:i
 runAsNonRoot:b supplementalGroups:[i] supplementalGroupsPolicy:s fsGroup:i sysctls:[Sysctl] fsGroupChangePolicy:s
 seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile seLinuxChangePolicy:s
PodSpec volumes:[Volume] initContainers:[Container] containers:[Container] ephemeralContainers:[EphemeralContainer]
 restartPolicy:s terminationGracePeriodSeconds:i activeDeadlineSeconds:i dnsPolicy:s nodeSelector:{s}
 serviceAccountName:s serviceAccount:s automountServiceAccountToken:b nodeName:s hostNetwork:b hostPID:b hostIPC:b
 shareProcessNamespace:b securityContext:PodSecurityContext imagePullSecrets:[LocalObjectReference] hostname:s
 subdomain:s affinity:Affinity schedulerName:s tolerations:[Toleration] hostAliases:[HostAlias] priorityClassName:s
 priority:i dnsConfig:PodDNSConfig readinessGates:[PodReadinessGate] runtimeClassName:s enableServiceLinks:b
 preemptionPolicy:s overhead:{q} topologySpreadConstraints:[TopologySpreadConstraint] setHostnameAsFQDN:b os:PodOS
 hostUsers:b schedulingGates:[PodSchedulingGate] resourceClaims:[PodResourceClaim] resources:ResourceRequirements
 hostnameOverride:s schedulingGroup:PodSchedulingGroup
PodStatusResult apiVersion:s kind:s metadata:ObjectMeta status:*
PodTemplate apiVersion:s kind:s metadata:ObjectMeta template:PodTemplateSpec
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
policy.Eviction apiVersion:s kind:s metadata:ObjectMeta deleteOptions:*
policy.PodDisruptionBudget apiVersion:s kind:s metadata:ObjectMeta spec:policy.PodDisruptionBudgetSpec status:*
policy.PodDisruptionBudgetSpec minAvailable:x selector:LabelSelector maxUnavailable:x unhealthyPodEvictionPolicy:s
PortworxVolumeSource volumeID:s fsType:s readOnly:b
PreferredSchedulingTerm weight:i preference:NodeSelectorTerm
Probe exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction initialDelaySeconds:i
 timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:i
ProjectedVolumeSource sources:[VolumeProjection] defaultMode:i
QuobyteVolumeSource registry:s volume:s readOnly:b user:s group:s tenant:s
RangeAllocation apiVersion:s kind:s metadata:ObjectMeta range:s data:d
rbac.AggregationRule clusterRoleSelectors:[LabelSelector]
rbac.ClusterRole apiVersion:s kind:s metadata:ObjectMeta rules:[rbac.PolicyRule] aggregationRule:rbac.AggregationRule
rbac.ClusterRoleBinding apiVersion:s kind:s metadata:ObjectMeta subjects:[rbac.Subject] roleRef:rbac.RoleRef
rbac.PolicyRule verbs:[s] apiGroups:[s] resources:[s] resourceNames:[s] nonResourceURLs:[s]
rbac.Role apiVersion:s kind:s metadata:ObjectMeta rules:[rbac.PolicyRule]
rbac.RoleBinding apiVersion:s kind:s metadata:ObjectMeta subjects:[rbac.Subject] roleRef:rbac.RoleRef
rbac.RoleRef apiGroup:s kind:s name:s
rbac.Subject kind:s apiGroup:s name:s namespace:s
RBDPersistentVolumeSource monitors:[s] image:s fsType:s pool:s user:s keyring:s secretRef:SecretReference readOnly:b
RBDVolumeSource monitors:[s] image:s fsType:s pool:s user:s keyring:s secretRef:LocalObjectReference readOnly:b
ReplicationController apiVersion:s kind:s metadata:ObjectMeta spec:ReplicationControllerSpec status:*
ReplicationControllerSpec replicas:i minReadySeconds:i selector:{s} template:PodTemplateSpec
ResourceClaim name:s request:s
ResourceFieldSelector containerName:s resource:s divisor:q
ResourceQuota apiVersion:s kind:s metadata:ObjectMeta spec:ResourceQuotaSpec status:*
ResourceQuotaSpec hard:{q} scopes:[s] scopeSelector:ScopeSelector
ResourceRequirements limits:{q} requests:{q} claims:[ResourceClaim]
ScaleIOPersistentVolumeSource gateway:s system:s secretRef:SecretReference sslEnabled:b protectionDomain:s
 storagePool:s storageMode:s volumeName:s fsType:s readOnly:b
ScaleIOVolumeSource gateway:s system:s secretRef:LocalObjectReference sslEnabled:b protectionDomain:s storagePool:s
 storageMode:s volumeName:s fsType:s readOnly:b
scheduling.PriorityClass apiVersion:s kind:s metadata:ObjectMeta value:i globalDefault:b description:s
 preemptionPolicy:s
ScopedResourceSelectorRequirement scopeName:s operator:s values:[s]
ScopeSelector matchExpressions:[ScopedResourceSelectorRequirement]
SeccompProfile type:s localhostProfile:s
Secret apiVersion:s kind:s metadata:ObjectMeta immutable:b data:{d} stringData:{s} type:s
SecretEnvSource name:s optional:b
SecretKeySelector name:s key:s optional:b
SecretProjection name:s items:[KeyToPath] optional:b
SecretReference name:s namespace:s
SecretVolumeSource secretName:s items:[KeyToPath] defaultMode:i optional:b
SecurityContext capabilities:Capabilities privileged:b seLinuxOptions:SELinuxOptions
 windowsOptions:WindowsSecurityContextOptions runAsUser:i runAsGroup:i runAsNonRoot:b readOnlyRootFilesystem:b
 allowPrivilegeEscalation:b procMount:s seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile
SELinuxOptions user:s role:s type:s level:s
Service apiVersion:s kind:s metadata:ObjectMeta spec:ServiceSpec status:*
ServiceAccount apiVersion:s kind:s metadata:ObjectMeta secrets:[ObjectReference]
 imagePullSecrets:[LocalObjectReference] automountServiceAccountToken:b
ServiceAccountTokenProjection audience:s expirationSeconds:i path:s
ServicePort name:s protocol:s appProtocol:s port:i targetPort:x nodePort:i
ServiceSpec ports:[ServicePort] selector:{s} clusterIP:s clusterIPs:[s] type:s externalIPs:[s] sessionAffinity:s
 loadBalancerIP:s loadBalancerSourceRanges:[s] externalName:s externalTrafficPolicy:s healthCheckNodePort:i
 publishNotReadyAddresses:b sessionAffinityConfig:SessionAffinityConfig ipFamilies:[s] ipFamilyPolicy:s
 allocateLoadBalancerNodePorts:b loadBalancerClass:s internalTrafficPolicy:s trafficDistribution:s
SessionAffinityConfig clientIP:ClientIPConfig
SleepAction seconds:i
storage.CSIDriver apiVersion:s kind:s metadata:ObjectMeta spec:storage.CSIDriverSpec
storage.CSIDriverSpec attachRequired:b podInfoOnMount:b volumeLifecycleModes:[s] storageCapacity:b fsGroupPolicy:s
 tokenRequests:[storage.TokenRequest] requiresRepublish:b seLinuxMount:b nodeAllocatableUpdatePeriodSeconds:i
 serviceAccountTokenInSecrets:b preventPodSchedulingIfMissing:b
storage.CSINode apiVersion:s kind:s metadata:ObjectMeta spec:storage.CSINodeSpec
storage.CSINodeDriver name:s nodeID:s topologyKeys:[s] allocatable:storage.VolumeNodeResources
storage.CSINodeSpec drivers:[storage.CSINodeDriver]
storage.CSIStorageCapacity apiVersion:s kind:s metadata:ObjectMeta nodeTopology:LabelSelector storageClassName:s
 capacity:q maximumVolumeSize:q
storage.StorageClass apiVersion:s kind:s metadata:ObjectMeta provisioner:s parameters:{s} reclaimPolicy:s
 mountOptions:[s] allowVolumeExpansion:b volumeBindingMode:s allowedTopologies:[TopologySelectorTerm]
storage.TokenRequest audience:s expirationSeconds:i
storage.VolumeAttachment apiVersion:s kind:s metadata:ObjectMeta spec:storage.VolumeAttachmentSpec status:*
storage.VolumeAttachmentSource persistentVolumeName:s inlineVolumeSpec:PersistentVolumeSpec
storage.VolumeAttachmentSpec attacher:s source:storage.VolumeAttachmentSource nodeName:s
storage.VolumeAttributesClass apiVersion:s kind:s metadata:ObjectMeta driverName:s parameters:{s}
storage.VolumeNodeResources count:i
StorageOSPersistentVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:ObjectReference
StorageOSVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:LocalObjectReference
Sysctl name:s value:s
Taint key:s value:s effect:s timeAdded:s
TCPSocketAction port:x host:s
Toleration key:s operator:s value:s effect:s tolerationSeconds:i
TopologySelectorLabelRequirement key:s values:[s]
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement]
TopologySpreadConstraint maxSkew:i topologyKey:s whenUnsatisfiable:s labelSelector:LabelSelector minDomains:i
 nodeAffinityPolicy:s nodeTaintsPolicy:s matchLabelKeys:[s]
TypedLocalObjectReference apiGroup:s kind:s name:s
TypedObjectReference apiGroup:s kind:s name:s namespace:s
Volume name:s hostPath:HostPathVolumeSource emptyDir:EmptyDirVolumeSource
 gcePersistentDisk:GCEPersistentDiskVolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource
 gitRepo:GitRepoVolumeSource secret:SecretVolumeSource nfs:NFSVolumeSource iscsi:ISCSIVolumeSource
 glusterfs:GlusterfsVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource rbd:RBDVolumeSource
 flexVolume:FlexVolumeSource cinder:CinderVolumeSource cephfs:CephFSVolumeSource flocker:FlockerVolumeSource
 downwardAPI:DownwardAPIVolumeSource fc:FCVolumeSource azureFile:AzureFileVolumeSource configMap:ConfigMapVolumeSource
 vsphereVolume:VsphereVirtualDiskVolumeSource quobyte:QuobyteVolumeSource azureDisk:AzureDiskVolumeSource
 photonPersistentDisk:PhotonPersistentDiskVolumeSource projected:ProjectedVolumeSource
 portworxVolume:PortworxVolumeSource scaleIO:ScaleIOVolumeSource storageos:StorageOSVolumeSource csi:CSIVolumeSource
 ephemeral:EphemeralVolumeSource image:ImageVolumeSource
VolumeDevice name:s devicePath:s
VolumeMount name:s readOnly:b recursiveReadOnly:s mountPath:s subPath:s mountPropagation:s subPathExpr:s
VolumeNodeAffinity required:NodeSelector
VolumeProjection secret:SecretProjection downwardAPI:DownwardAPIProjection configMap:ConfigMapProjection
 serviceAccountToken:ServiceAccountTokenProjection clusterTrustBundle:ClusterTrustBundleProjection
 podCertificate:PodCertificateProjection
VolumeResourceRequirements limits:{q} requests:{q}
VsphereVirtualDiskVolumeSource volumePath:s fsType:s storagePolicyName:s storagePolicyID:s
WeightedPodAffinityTerm weight:i podAffinityTerm:PodAffinityTerm
WindowsSecurityContextOptions gmsaCredentialSpecName:s gmsaCredentialSpec:s runAsUserName:s hostProcess:b
`
