// Made by `npm run generate` from the files beside it.
import { webhookIgnoresFailure } from './admission/webhook-ignores-failure.ts'
import { deprecatedApi } from './hygiene/deprecated-api.ts'
import { dnsOptionsMissing } from './hygiene/dns-options-missing.ts'
import { duplicateEnv } from './hygiene/duplicate-env.ts'
import { duplicateKey } from './hygiene/duplicate-key.ts'
import { envReferenceMissing } from './hygiene/env-reference-missing.ts'
import { instanceLabelMismatch } from './hygiene/instance-label-mismatch.ts'
import { keysNotSorted } from './hygiene/keys-not-sorted.ts'
import { labelValueInvalid } from './hygiene/label-value-invalid.ts'
import { ownerLabelMissing } from './hygiene/owner-label-missing.ts'
import { recommendedLabelsMissing } from './hygiene/recommended-labels-missing.ts'
import { schemaInvalid } from './hygiene/schema-invalid.ts'
import { floatingImageTag } from './image/floating-image-tag.ts'
import { gatekeeperOpenRepo } from './image/gatekeeper-open-repo.ts'
import { imageNotByDigest } from './image/image-not-by-digest.ts'
import { imageVersionMismatch } from './image/image-version-mismatch.ts'
import { pullPolicy } from './image/pull-policy.ts'
import { registryNotAllowed } from './image/registry-not-allowed.ts'
import { retiredRegistry } from './image/retired-registry.ts'
import { allowAllPolicy } from './network/allow-all-policy.ts'
import { danglingGateway } from './network/dangling-gateway.ts'
import { danglingIngress } from './network/dangling-ingress.ts'
import { danglingPolicy } from './network/dangling-policy.ts'
import { danglingPolicyPeer } from './network/dangling-policy-peer.ts'
import { danglingService } from './network/dangling-service.ts'
import { danglingServiceMonitor } from './network/dangling-service-monitor.ts'
import { dashboardDeployed } from './network/dashboard-deployed.ts'
import { ingressWithoutTls } from './network/ingress-without-tls.ts'
import { instanceMetadataReachable } from './network/instance-metadata-reachable.ts'
import { namespaceWithoutDefaultDeny } from './network/namespace-without-default-deny.ts'
import { nginxIngressEndOfLife } from './network/nginx-ingress-end-of-life.ts'
import { nginxIngressSnippet } from './network/nginx-ingress-snippet.ts'
import { podWithoutPolicy } from './network/pod-without-policy.ts'
import { policyOpenEgress } from './network/policy-open-egress.ts'
import { policyOpenIngress } from './network/policy-open-ingress.ts'
import { policyWithoutSelector } from './network/policy-without-selector.ts'
import { sensitiveInterfaceExposed } from './network/sensitive-interface-exposed.ts'
import { serviceExposedType } from './network/service-exposed-type.ts'
import { serviceExternalIp } from './network/service-external-ip.ts'
import { servicePortWithoutContainer } from './network/service-port-without-container.ts'
import { tillerDeployed } from './network/tiller-deployed.ts'
import { workloadInternetFacing } from './network/workload-internet-facing.ts'
import { apparmorBadValue } from './pod/apparmor-bad-value.ts'
import { apparmorOrphanAnnotation } from './pod/apparmor-orphan-annotation.ts'
import { apparmorProfileMissing } from './pod/apparmor-profile-missing.ts'
import { apparmorUnconfined } from './pod/apparmor-unconfined.ts'
import { capabilitiesNotDropped } from './pod/capabilities-not-dropped.ts'
import { capabilityAdded } from './pod/capability-added.ts'
import { capabilityBeyondBaseline } from './pod/capability-beyond-baseline.ts'
import { cloudCredentialPathMount } from './pod/cloud-credential-path-mount.ts'
import { dangerousCapability } from './pod/dangerous-capability.ts'
import { gitSyncInjection } from './pod/git-sync-injection.ts'
import { hostAliases } from './pod/host-aliases.ts'
import { hostIpc } from './pod/host-ipc.ts'
import { hostNetwork } from './pod/host-network.ts'
import { hostPathVolume } from './pod/host-path-volume.ts'
import { hostPid } from './pod/host-pid.ts'
import { hostPort } from './pod/host-port.ts'
import { lowGroupId } from './pod/low-group-id.ts'
import { lowUserId } from './pod/low-user-id.ts'
import { netRawKept } from './pod/net-raw-kept.ts'
import { noCapabilityDropped } from './pod/no-capability-dropped.ts'
import { noLinuxHardening } from './pod/no-linux-hardening.ts'
import { noUserNamespace } from './pod/no-user-namespace.ts'
import { nonCoreVolumeType } from './pod/non-core-volume-type.ts'
import { podSecurityContextExtras } from './pod/pod-security-context-extras.ts'
import { podSecurityForm } from './pod/pod-security-form.ts'
import { privilegeEscalationAllowed } from './pod/privilege-escalation-allowed.ts'
import { privilegedContainer } from './pod/privileged-container.ts'
import { privilegedNotExplicit } from './pod/privileged-not-explicit.ts'
import { privilegedPort } from './pod/privileged-port.ts'
import { probeHostSet } from './pod/probe-host-set.ts'
import { procMountUnmasked } from './pod/proc-mount-unmasked.ts'
import { profileTypeInvalid } from './pod/profile-type-invalid.ts'
import { rootGroup } from './pod/root-group.ts'
import { rootUserId } from './pod/root-user-id.ts'
import { runsAsRoot } from './pod/runs-as-root.ts'
import { runtimeSocketMount } from './pod/runtime-socket-mount.ts'
import { sandboxEgressPolicy } from './pod/sandbox-egress-policy.ts'
import { sandboxImageProvenance } from './pod/sandbox-image-provenance.ts'
import { sandboxResourceCeiling } from './pod/sandbox-resource-ceiling.ts'
import { sandboxRuntimeClass } from './pod/sandbox-runtime-class.ts'
import { seccompAnnotationDeprecated } from './pod/seccomp-annotation-deprecated.ts'
import { seccompProfileMissing } from './pod/seccomp-profile-missing.ts'
import { seccompUnconfined } from './pod/seccomp-unconfined.ts'
import { securityContextMissing } from './pod/security-context-missing.ts'
import { selinuxCustomOptions } from './pod/selinux-custom-options.ts'
import { sensitiveHostPath } from './pod/sensitive-host-path.ts'
import { shareProcessNamespace } from './pod/share-process-namespace.ts'
import { sshPort } from './pod/ssh-port.ts'
import { subpathSymlinkCve } from './pod/subpath-symlink-cve.ts'
import { sudoInEntrypoint } from './pod/sudo-in-entrypoint.ts'
import { unsafeSysctl } from './pod/unsafe-sysctl.ts'
import { windowsHostProcess } from './pod/windows-host-process.ts'
import { writableHostPath } from './pod/writable-host-path.ts'
import { writableRootFilesystem } from './pod/writable-root-filesystem.ts'
import { admissionInventory } from './rbac/admission-inventory.ts'
import { boundToAnonymous } from './rbac/bound-to-anonymous.ts'
import { boundToAuthenticated } from './rbac/bound-to-authenticated.ts'
import { boundToMasters } from './rbac/bound-to-masters.ts'
import { canApproveCertificates } from './rbac/can-approve-certificates.ts'
import { canAssumeCloudRole } from './rbac/can-assume-cloud-role.ts'
import { canAttachDebugContainer } from './rbac/can-attach-debug-container.ts'
import { canBindOrEscalate } from './rbac/can-bind-or-escalate.ts'
import { canBorrowAccount } from './rbac/can-borrow-account.ts'
import { canChangeAwsAuth } from './rbac/can-change-aws-auth.ts'
import { canChangeConfigmaps } from './rbac/can-change-configmaps.ts'
import { canChangeDnsConfig } from './rbac/can-change-dns-config.ts'
import { canChangeNetwork } from './rbac/can-change-network.ts'
import { canChangeNodeStatus } from './rbac/can-change-node-status.ts'
import { canChangePodStatus } from './rbac/can-change-pod-status.ts'
import { canChangeServiceStatus } from './rbac/can-change-service-status.ts'
import { canChangeWebhooks } from './rbac/can-change-webhooks.ts'
import { canCreatePods } from './rbac/can-create-pods.ts'
import { canCreateVolumes } from './rbac/can-create-volumes.ts'
import { canDelete } from './rbac/can-delete.ts'
import { canDeleteEvents } from './rbac/can-delete-events.ts'
import { canDeleteLogs } from './rbac/can-delete-logs.ts'
import { canExec } from './rbac/can-exec.ts'
import { canImpersonate } from './rbac/can-impersonate.ts'
import { canIssueTokenSecret } from './rbac/can-issue-token-secret.ts'
import { canMintTokens } from './rbac/can-mint-tokens.ts'
import { canPortForward } from './rbac/can-port-forward.ts'
import { canProxyNodes } from './rbac/can-proxy-nodes.ts'
import { canReadSecrets } from './rbac/can-read-secrets.ts'
import { canTakePrivilegedPod } from './rbac/can-take-privileged-pod.ts'
import { clusterAdminBound } from './rbac/cluster-admin-bound.ts'
import { wildcardRule } from './rbac/wildcard-rule.ts'
import { workloadCanTakeOver } from './rbac/workload-can-take-over.ts'
import { autoscalerMinReplicas } from './reliability/autoscaler-min-replicas.ts'
import { autoscalerNoRange } from './reliability/autoscaler-no-range.ts'
import { autoscalerStaticReplicas } from './reliability/autoscaler-static-replicas.ts'
import { claimTemplateIncomplete } from './reliability/claim-template-incomplete.ts'
import { containerPortsInvalid } from './reliability/container-ports-invalid.ts'
import { cronjobDeadlineMissing } from './reliability/cronjob-deadline-missing.ts'
import { cronjobInventory } from './reliability/cronjob-inventory.ts'
import { danglingAutoscaler } from './reliability/dangling-autoscaler.ts'
import { disruptionBudgetBlocks } from './reliability/disruption-budget-blocks.ts'
import { disruptionBudgetEvictionPolicy } from './reliability/disruption-budget-eviction-policy.ts'
import { disruptionBudgetMissing } from './reliability/disruption-budget-missing.ts'
import { headlessServiceMissing } from './reliability/headless-service-missing.ts'
import { invalidTargetPort } from './reliability/invalid-target-port.ts'
import { jobTtl } from './reliability/job-ttl.ts'
import { livenessProbeMissing } from './reliability/liveness-probe-missing.ts'
import { nakedPod } from './reliability/naked-pod.ts'
import { noAntiAffinity } from './reliability/no-anti-affinity.ts'
import { noNodeAffinity } from './reliability/no-node-affinity.ts'
import { noRollingUpdate } from './reliability/no-rolling-update.ts'
import { noTopologySpread } from './reliability/no-topology-spread.ts'
import { priorityClassMissing } from './reliability/priority-class-missing.ts'
import { probePortNotExposed } from './reliability/probe-port-not-exposed.ts'
import { probesIdentical } from './reliability/probes-identical.ts'
import { readinessProbeMissing } from './reliability/readiness-probe-missing.ts'
import { restartPolicy } from './reliability/restart-policy.ts'
import { selectorMismatch } from './reliability/selector-mismatch.ts'
import { tooFewReplicas } from './reliability/too-few-replicas.ts'
import { cpuLimitMissing } from './resource/cpu-limit-missing.ts'
import { cpuRequestMissing } from './resource/cpu-request-missing.ts'
import { ephemeralStorageMissing } from './resource/ephemeral-storage-missing.ts'
import { limitAboveCeiling } from './resource/limit-above-ceiling.ts'
import { memoryLimitMissing } from './resource/memory-limit-missing.ts'
import { memoryRequestMissing } from './resource/memory-request-missing.ts'
import { requestsDifferFromLimits } from './resource/requests-differ-from-limits.ts'
import { defaultNamespace } from './scope/default-namespace.ts'
import { expiredExemption } from './scope/expired-exemption.ts'
import { invalidExemption } from './scope/invalid-exemption.ts'
import { limitRangeMissing } from './scope/limit-range-missing.ts'
import { namespaceBoundaries } from './scope/namespace-boundaries.ts'
import { podSecurityLabelGap } from './scope/pod-security-label-gap.ts'
import { podSecurityLabelMissing } from './scope/pod-security-label-missing.ts'
import { podSecurityPolicyLegacy } from './scope/pod-security-policy-legacy.ts'
import { redundantExemption } from './scope/redundant-exemption.ts'
import { resourceQuotaMissing } from './scope/resource-quota-missing.ts'
import { sccAllowsPrivileged } from './scope/scc-allows-privileged.ts'
import { systemNamespaceUsed } from './scope/system-namespace-used.ts'
import { externalSecretStore } from './secret/external-secret-store.ts'
import { plaintextSecretInEnv } from './secret/plaintext-secret-in-env.ts'
import { secretInConfigmap } from './secret/secret-in-configmap.ts'
import { secretThroughEnv } from './secret/secret-through-env.ts'
import { volumeNotEncrypted } from './secret/volume-not-encrypted.ts'
import { workloadReachesData } from './secret/workload-reaches-data.ts'
import { accountInventory } from './token/account-inventory.ts'
import { defaultAccountBound } from './token/default-account-bound.ts'
import { defaultAccountTokenMounted } from './token/default-account-token-mounted.ts'
import { defaultAccountUsed } from './token/default-account-used.ts'
import { deprecatedAccountField } from './token/deprecated-account-field.ts'
import { missingAccount } from './token/missing-account.ts'
import { tokenAutomounted } from './token/token-automounted.ts'
import { tokenSecret } from './token/token-secret.ts'
import type { Rule } from './rule.ts'

/** Every rule, by category and name. */
export const rules: readonly Rule[] = [
  webhookIgnoresFailure,
  deprecatedApi,
  dnsOptionsMissing,
  duplicateEnv,
  duplicateKey,
  envReferenceMissing,
  instanceLabelMismatch,
  keysNotSorted,
  labelValueInvalid,
  ownerLabelMissing,
  recommendedLabelsMissing,
  schemaInvalid,
  floatingImageTag,
  gatekeeperOpenRepo,
  imageNotByDigest,
  imageVersionMismatch,
  pullPolicy,
  registryNotAllowed,
  retiredRegistry,
  allowAllPolicy,
  danglingGateway,
  danglingIngress,
  danglingPolicy,
  danglingPolicyPeer,
  danglingService,
  danglingServiceMonitor,
  dashboardDeployed,
  ingressWithoutTls,
  instanceMetadataReachable,
  namespaceWithoutDefaultDeny,
  nginxIngressEndOfLife,
  nginxIngressSnippet,
  podWithoutPolicy,
  policyOpenEgress,
  policyOpenIngress,
  policyWithoutSelector,
  sensitiveInterfaceExposed,
  serviceExposedType,
  serviceExternalIp,
  servicePortWithoutContainer,
  tillerDeployed,
  workloadInternetFacing,
  apparmorBadValue,
  apparmorOrphanAnnotation,
  apparmorProfileMissing,
  apparmorUnconfined,
  capabilitiesNotDropped,
  capabilityAdded,
  capabilityBeyondBaseline,
  cloudCredentialPathMount,
  dangerousCapability,
  gitSyncInjection,
  hostAliases,
  hostIpc,
  hostNetwork,
  hostPathVolume,
  hostPid,
  hostPort,
  lowGroupId,
  lowUserId,
  netRawKept,
  noCapabilityDropped,
  noLinuxHardening,
  noUserNamespace,
  nonCoreVolumeType,
  podSecurityContextExtras,
  podSecurityForm,
  privilegeEscalationAllowed,
  privilegedContainer,
  privilegedNotExplicit,
  privilegedPort,
  probeHostSet,
  procMountUnmasked,
  profileTypeInvalid,
  rootGroup,
  rootUserId,
  runsAsRoot,
  runtimeSocketMount,
  sandboxEgressPolicy,
  sandboxImageProvenance,
  sandboxResourceCeiling,
  sandboxRuntimeClass,
  seccompAnnotationDeprecated,
  seccompProfileMissing,
  seccompUnconfined,
  securityContextMissing,
  selinuxCustomOptions,
  sensitiveHostPath,
  shareProcessNamespace,
  sshPort,
  subpathSymlinkCve,
  sudoInEntrypoint,
  unsafeSysctl,
  windowsHostProcess,
  writableHostPath,
  writableRootFilesystem,
  admissionInventory,
  boundToAnonymous,
  boundToAuthenticated,
  boundToMasters,
  canApproveCertificates,
  canAssumeCloudRole,
  canAttachDebugContainer,
  canBindOrEscalate,
  canBorrowAccount,
  canChangeAwsAuth,
  canChangeConfigmaps,
  canChangeDnsConfig,
  canChangeNetwork,
  canChangeNodeStatus,
  canChangePodStatus,
  canChangeServiceStatus,
  canChangeWebhooks,
  canCreatePods,
  canCreateVolumes,
  canDelete,
  canDeleteEvents,
  canDeleteLogs,
  canExec,
  canImpersonate,
  canIssueTokenSecret,
  canMintTokens,
  canPortForward,
  canProxyNodes,
  canReadSecrets,
  canTakePrivilegedPod,
  clusterAdminBound,
  wildcardRule,
  workloadCanTakeOver,
  autoscalerMinReplicas,
  autoscalerNoRange,
  autoscalerStaticReplicas,
  claimTemplateIncomplete,
  containerPortsInvalid,
  cronjobDeadlineMissing,
  cronjobInventory,
  danglingAutoscaler,
  disruptionBudgetBlocks,
  disruptionBudgetEvictionPolicy,
  disruptionBudgetMissing,
  headlessServiceMissing,
  invalidTargetPort,
  jobTtl,
  livenessProbeMissing,
  nakedPod,
  noAntiAffinity,
  noNodeAffinity,
  noRollingUpdate,
  noTopologySpread,
  priorityClassMissing,
  probePortNotExposed,
  probesIdentical,
  readinessProbeMissing,
  restartPolicy,
  selectorMismatch,
  tooFewReplicas,
  cpuLimitMissing,
  cpuRequestMissing,
  ephemeralStorageMissing,
  limitAboveCeiling,
  memoryLimitMissing,
  memoryRequestMissing,
  requestsDifferFromLimits,
  defaultNamespace,
  expiredExemption,
  invalidExemption,
  limitRangeMissing,
  namespaceBoundaries,
  podSecurityLabelGap,
  podSecurityLabelMissing,
  podSecurityPolicyLegacy,
  redundantExemption,
  resourceQuotaMissing,
  sccAllowsPrivileged,
  systemNamespaceUsed,
  externalSecretStore,
  plaintextSecretInEnv,
  secretInConfigmap,
  secretThroughEnv,
  volumeNotEncrypted,
  workloadReachesData,
  accountInventory,
  defaultAccountBound,
  defaultAccountTokenMounted,
  defaultAccountUsed,
  deprecatedAccountField,
  missingAccount,
  tokenAutomounted,
  tokenSecret,
]
