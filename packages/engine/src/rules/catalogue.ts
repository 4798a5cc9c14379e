// Made by `npm run generate` from the files beside it.
import { floatingImageTag } from './image/floating-image-tag.ts'
import { gatekeeperOpenRepo } from './image/gatekeeper-open-repo.ts'
import { imageNotByDigest } from './image/image-not-by-digest.ts'
import { imageVersionMismatch } from './image/image-version-mismatch.ts'
import { pullPolicy } from './image/pull-policy.ts'
import { registryNotAllowed } from './image/registry-not-allowed.ts'
import { retiredRegistry } from './image/retired-registry.ts'
import { cloudCredentialPathMount } from './pod/cloud-credential-path-mount.ts'
import { hostAliases } from './pod/host-aliases.ts'
import { hostIpc } from './pod/host-ipc.ts'
import { hostNetwork } from './pod/host-network.ts'
import { hostPathVolume } from './pod/host-path-volume.ts'
import { hostPid } from './pod/host-pid.ts'
import { hostPort } from './pod/host-port.ts'
import { noUserNamespace } from './pod/no-user-namespace.ts'
import { nonCoreVolumeType } from './pod/non-core-volume-type.ts'
import { podSecurityContextExtras } from './pod/pod-security-context-extras.ts'
import { privilegedContainer } from './pod/privileged-container.ts'
import { privilegedPort } from './pod/privileged-port.ts'
import { probeHostSet } from './pod/probe-host-set.ts'
import { runtimeSocketMount } from './pod/runtime-socket-mount.ts'
import { sensitiveHostPath } from './pod/sensitive-host-path.ts'
import { shareProcessNamespace } from './pod/share-process-namespace.ts'
import { sudoInEntrypoint } from './pod/sudo-in-entrypoint.ts'
import { windowsHostProcess } from './pod/windows-host-process.ts'
import { writableHostPath } from './pod/writable-host-path.ts'
import { expiredExemption } from './scope/expired-exemption.ts'
import { invalidExemption } from './scope/invalid-exemption.ts'
import { redundantExemption } from './scope/redundant-exemption.ts'
import type { Rule } from './rule.ts'

/** Every rule, by category and name. */
export const rules: readonly Rule[] = [
  floatingImageTag,
  gatekeeperOpenRepo,
  imageNotByDigest,
  imageVersionMismatch,
  pullPolicy,
  registryNotAllowed,
  retiredRegistry,
  cloudCredentialPathMount,
  hostAliases,
  hostIpc,
  hostNetwork,
  hostPathVolume,
  hostPid,
  hostPort,
  noUserNamespace,
  nonCoreVolumeType,
  podSecurityContextExtras,
  privilegedContainer,
  privilegedPort,
  probeHostSet,
  runtimeSocketMount,
  sensitiveHostPath,
  shareProcessNamespace,
  sudoInEntrypoint,
  windowsHostProcess,
  writableHostPath,
  expiredExemption,
  invalidExemption,
  redundantExemption,
]
