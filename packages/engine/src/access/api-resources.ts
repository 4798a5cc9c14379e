/** A kind that the API serves. */
export interface ApiKind {
  readonly group: string
  /** Plural, as in URLs and rules. */
  readonly resource: string
  readonly kind: string
  readonly namespaced: boolean
}

/** A kind with all that it can be called by. */
export interface NamedKind extends ApiKind {
  /** Singular and short names. */
  readonly otherNames: readonly string[]
}

type Row = readonly [resource: string, kind: string, namespaced: boolean, ...shortNames: string[]]

/** The kinds that Kubernetes v1.36 serves by itself, with the short names that kubectl takes. Source: its discovery. */
const served: Readonly<Record<string, readonly Row[]>> = {
  '': [
    ['bindings', 'Binding', true],
    ['componentstatuses', 'ComponentStatus', false, 'cs'],
    ['configmaps', 'ConfigMap', true, 'cm'],
    ['endpoints', 'Endpoints', true, 'ep'],
    ['events', 'Event', true, 'ev'],
    ['limitranges', 'LimitRange', true, 'limits'],
    ['namespaces', 'Namespace', false, 'ns'],
    ['nodes', 'Node', false, 'no'],
    ['persistentvolumeclaims', 'PersistentVolumeClaim', true, 'pvc'],
    ['persistentvolumes', 'PersistentVolume', false, 'pv'],
    ['pods', 'Pod', true, 'po'],
    ['podtemplates', 'PodTemplate', true],
    ['replicationcontrollers', 'ReplicationController', true, 'rc'],
    ['resourcequotas', 'ResourceQuota', true, 'quota'],
    ['secrets', 'Secret', true],
    ['serviceaccounts', 'ServiceAccount', true, 'sa'],
    ['services', 'Service', true, 'svc'],
  ],
  'admissionregistration.k8s.io': [
    ['mutatingadmissionpolicies', 'MutatingAdmissionPolicy', false],
    ['mutatingadmissionpolicybindings', 'MutatingAdmissionPolicyBinding', false],
    ['mutatingwebhookconfigurations', 'MutatingWebhookConfiguration', false],
    ['validatingadmissionpolicies', 'ValidatingAdmissionPolicy', false],
    ['validatingadmissionpolicybindings', 'ValidatingAdmissionPolicyBinding', false],
    ['validatingwebhookconfigurations', 'ValidatingWebhookConfiguration', false],
  ],
  'apiextensions.k8s.io': [['customresourcedefinitions', 'CustomResourceDefinition', false, 'crd', 'crds']],
  'apiregistration.k8s.io': [['apiservices', 'APIService', false]],
  apps: [
    ['controllerrevisions', 'ControllerRevision', true],
    ['daemonsets', 'DaemonSet', true, 'ds'],
    ['deployments', 'Deployment', true, 'deploy'],
    ['replicasets', 'ReplicaSet', true, 'rs'],
    ['statefulsets', 'StatefulSet', true, 'sts'],
  ],
  'authentication.k8s.io': [
    ['selfsubjectreviews', 'SelfSubjectReview', false],
    ['tokenreviews', 'TokenReview', false],
  ],
  'authorization.k8s.io': [
    ['localsubjectaccessreviews', 'LocalSubjectAccessReview', true],
    ['selfsubjectaccessreviews', 'SelfSubjectAccessReview', false],
    ['selfsubjectrulesreviews', 'SelfSubjectRulesReview', false],
    ['subjectaccessreviews', 'SubjectAccessReview', false],
  ],
  autoscaling: [
    ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', true, 'hpa'],
    ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', true, 'hpa'],
  ],
  batch: [
    ['cronjobs', 'CronJob', true, 'cj'],
    ['jobs', 'Job', true],
  ],
  'certificates.k8s.io': [['certificatesigningrequests', 'CertificateSigningRequest', false, 'csr']],
  'coordination.k8s.io': [['leases', 'Lease', true]],
  'discovery.k8s.io': [['endpointslices', 'EndpointSlice', true]],
  'events.k8s.io': [['events', 'Event', true, 'ev']],
  'flowcontrol.apiserver.k8s.io': [
    ['flowschemas', 'FlowSchema', false],
    ['prioritylevelconfigurations', 'PriorityLevelConfiguration', false],
  ],
  'networking.k8s.io': [
    ['ingressclasses', 'IngressClass', false],
    ['ingresses', 'Ingress', true, 'ing'],
    ['ipaddresses', 'IPAddress', false, 'ip'],
    ['networkpolicies', 'NetworkPolicy', true, 'netpol'],
    ['servicecidrs', 'ServiceCIDR', false],
  ],
  'node.k8s.io': [['runtimeclasses', 'RuntimeClass', false]],
  policy: [['poddisruptionbudgets', 'PodDisruptionBudget', true, 'pdb']],
  'rbac.authorization.k8s.io': [
    ['clusterrolebindings', 'ClusterRoleBinding', false],
    ['clusterroles', 'ClusterRole', false],
    ['rolebindings', 'RoleBinding', true],
    ['roles', 'Role', true],
  ],
  'resource.k8s.io': [
    ['deviceclasses', 'DeviceClass', false],
    ['resourceclaims', 'ResourceClaim', true],
    ['resourceclaimtemplates', 'ResourceClaimTemplate', true],
    ['resourceslices', 'ResourceSlice', false],
  ],
  'scheduling.k8s.io': [['priorityclasses', 'PriorityClass', false, 'pc']],
  'storage.k8s.io': [
    ['csidrivers', 'CSIDriver', false],
    ['csinodes', 'CSINode', false],
    ['csistoragecapacities', 'CSIStorageCapacity', true],
    ['storageclasses', 'StorageClass', false, 'sc'],
    ['volumeattachments', 'VolumeAttachment', false],
    ['volumeattributesclasses', 'VolumeAttributesClass', false, 'vac'],
  ],
}

const byName = new Map<string, ApiKind>()
for (const [group, rows] of Object.entries(served)) {
  for (const [resource, kind, namespaced, ...shortNames] of rows) {
    const entry = { group, resource, kind, namespaced }
    for (const name of [resource, kind.toLowerCase(), ...shortNames]) {
      if (!byName.has(name)) byName.set(name, entry)
      byName.set(`${name}.${group}`, entry)
    }
  }
}

/** Whether a group of Kubernetes' own has a resource; undefined for groups that others bring. */
export function isServed(group: string, resource: string): boolean | undefined {
  const rows = served[group]
  return rows === undefined ? undefined : rows.some(([name]) => name === resource)
}

/** What somebody types for a kind: `deploy`, `Deployment`, `deployments.apps`, `deployments.v1.apps`. */
export interface ResourceName {
  readonly group: string
  readonly resource: string
  /** Undefined for a kind that is not built in. */
  readonly namespaced: boolean | undefined
}

/** What only authorizers know: no discovery tells of it. Source: kubernetes.io/docs/reference/access-authn-authz. */
const virtual: Readonly<Record<string, readonly string[]>> = {
  '': ['users', 'groups'],
  'authentication.k8s.io': ['uids', 'userextras', 'users', 'groups', 'serviceaccounts', 'nodes'],
  'certificates.k8s.io': ['signers'],
}

/** Whether a resource is one that only authorizers know. */
export function isVirtual({ group, resource }: Pick<ResourceName, 'group' | 'resource'>): boolean {
  return virtual[group]?.includes(resource) ?? false
}

/**
 * Finds a kind by name as kubectl does, among the built-in ones first, then among more; what is none of them is taken as
 * typed, its group after the first dot.
 */
export function resourceNamed(text: string, more: readonly NamedKind[] = []): ResourceName {
  const [first = '', ...rest] = text.split('.')
  const group = /^v\d/.test(rest[0] ?? '') && rest.length > 1 ? rest.slice(1).join('.') : rest.join('.')
  const name = first.toLowerCase()
  const hasGroup = group !== '' || rest.length > 0
  return (
    byName.get(hasGroup ? `${name}.${group}` : name) ??
    more.find((each) => isCalled(each, name) && (!hasGroup || each.group === group)) ?? {
      group,
      resource: first,
      namespaced: undefined,
    }
  )
}

function isCalled({ resource, kind, otherNames }: NamedKind, name: string): boolean {
  return resource === name || kind.toLowerCase() === name || otherNames.includes(name)
}
