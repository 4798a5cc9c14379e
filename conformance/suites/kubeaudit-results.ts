/** What a result of kubeaudit says in Warrant's rules: `all` of these are found, and `also` may be. */
export interface Meaning {
  readonly all: readonly string[]
  readonly also?: readonly string[]
}

const one = (id: string): Meaning => ({ all: [id] })

/** Results that kubeaudit gives, without the `Allowed` that marks exempted ones. */
export const meanings: Readonly<Record<string, Meaning>> = {
  AllowAllEgressNetworkPolicyExists: one('allow-all-policy'),
  AllowAllIngressNetworkPolicyExists: one('allow-all-policy'),
  AllowPrivilegeEscalationNil: one('privilege-escalation-allowed'),
  AllowPrivilegeEscalationTrue: one('privilege-escalation-allowed'),
  AppArmorAnnotationMissing: one('apparmor-profile-missing'),
  AppArmorBadValue: one('apparmor-bad-value'),
  AppArmorDisabled: one('apparmor-unconfined'),
  AppArmorInvalidAnnotation: one('apparmor-orphan-annotation'),
  AutomountServiceAccountTokenDeprecated: one('deprecated-account-field'),
  AutomountServiceAccountTokenTrueAndDefaultSA: one('default-account-token-mounted'),
  CapabilityAdded: one('capability-added'),
  CapabilityOrSecurityContextMissing: one('capabilities-not-dropped'),
  CapabilityShouldDropAll: one('capabilities-not-dropped'),
  DeprecatedAPIUsed: one('deprecated-api'),
  ImageCorrect: { all: [] },
  ImageTagIncorrect: one('image-version-mismatch'),
  ImageTagMissing: one('floating-image-tag'),
  LimitsCPUExceeded: one('limit-above-ceiling'),
  LimitsCPUNotSet: one('cpu-limit-missing'),
  LimitsMemoryExceeded: one('limit-above-ceiling'),
  LimitsMemoryNotSet: one('memory-limit-missing'),
  LimitsNotSet: { all: ['cpu-limit-missing', 'memory-limit-missing'] },
  MissingDefaultDenyEgressNetworkPolicy: one('namespace-without-default-deny'),
  MissingDefaultDenyIngressAndEgressNetworkPolicy: one('namespace-without-default-deny'),
  MissingDefaultDenyIngressNetworkPolicy: one('namespace-without-default-deny'),
  NamespaceHostIPCTrue: one('host-ipc'),
  NamespaceHostNetworkTrue: one('host-network'),
  NamespaceHostPIDTrue: one('host-pid'),
  PrivilegedNil: one('privileged-not-explicit'),
  PrivilegedTrue: one('privileged-container'),
  ReadOnlyRootFilesystemFalse: one('writable-root-filesystem'),
  ReadOnlyRootFilesystemNil: one('writable-root-filesystem'),
  RedundantAuditorOverride: one('redundant-exemption'),
  RunAsNonRootCSCFalse: one('runs-as-root'),
  RunAsNonRootPSCFalseCSCNil: one('runs-as-root'),
  RunAsNonRootPSCNilCSCNil: one('runs-as-root'),
  RunAsUserCSCRoot: one('root-user-id'),
  RunAsUserPSCRoot: one('root-user-id'),
  SeccompDeprecatedAnnotations: one('seccomp-annotation-deprecated'),
  SeccompDisabledContainer: one('seccomp-unconfined'),
  SeccompDisabledPod: one('seccomp-unconfined'),
  SeccompProfileMissing: one('seccomp-profile-missing'),
  SensitivePathsMounted: { all: [], also: ['runtime-socket-mount', 'sensitive-host-path'] },
}

/** The rules that do what an auditor of kubeaudit does. */
export const auditorRules: Readonly<Record<string, readonly string[]>> = {
  apparmor: ['apparmor-profile-missing', 'apparmor-unconfined', 'apparmor-bad-value', 'apparmor-orphan-annotation'],
  asat: ['default-account-token-mounted', 'deprecated-account-field'],
  capabilities: ['capabilities-not-dropped', 'capability-added'],
  deprecatedapis: ['deprecated-api'],
  hostns: ['host-ipc', 'host-network', 'host-pid'],
  image: ['floating-image-tag', 'image-version-mismatch'],
  limits: ['cpu-limit-missing', 'memory-limit-missing', 'limit-above-ceiling'],
  mounts: ['runtime-socket-mount', 'sensitive-host-path'],
  netpols: ['namespace-without-default-deny', 'allow-all-policy'],
  nonroot: ['runs-as-root', 'root-user-id'],
  privesc: ['privilege-escalation-allowed'],
  privileged: ['privileged-container', 'privileged-not-explicit'],
  rootfs: ['writable-root-filesystem'],
  seccomp: ['seccomp-profile-missing', 'seccomp-unconfined', 'seccomp-annotation-deprecated'],
}

/** Rules for a run of one auditor, or of `all` of them but deprecatedapis, as kubeaudit has it. */
export function rulesOf(auditor: string): readonly string[] {
  if (auditor !== 'all') return auditorRules[auditor] ?? []
  return Object.entries(auditorRules).flatMap(([name, ids]) => (name === 'deprecatedapis' ? [] : ids))
}
