import type { Ask } from './allowances.ts'
import { podMakers } from './pod-makers.ts'

/** How dangerous something is that RBAC allows, worst first. */
export const dangers = ['critical', 'high', 'medium', 'low', 'none'] as const

export type Danger = (typeof dangers)[number]

/** Something dangerous that rules may add up to. */
export interface Power {
  readonly id: string
  /** What whoever holds it may do: follows `may`. */
  readonly may: string
  /**
   * The same where names limit it: the names follow. Where it matters what the names are of, by resource. Without, a limited
   * form is no power.
   */
  readonly mayNamed?: string | Readonly<Record<string, string>>
  /** Why that matters, in a few words. */
  readonly why: string
  /** How dangerous it is for the whole cluster. */
  readonly cluster: Danger
  /** How dangerous it is in one namespace; undefined where it has a meaning for the cluster only. */
  readonly namespace?: Danger
  /** How dangerous it is when names limit it. `roles`: as dangerous as the roles that are named. */
  readonly named?: { readonly cluster: Danger; readonly namespace?: Danger } | 'roles'
  /** The only namespace that it is about. */
  readonly only?: string
  /** Powers that need no word beside it. */
  readonly implies?: readonly string[]
  /**
   * Any of these ways; each needs all its requests. A request is `verbs resources names`: any of the verbs on any of the
   * resources. Without names it is about every object, or about none where such requests have no name. Names: `=a|b` one of
   * these, `=~` any at all, `=*` every one by name, `=` a request without a name. `@namespace` behind asks of a resource
   * without namespace as of one in the namespace.
   */
  readonly ways: readonly (readonly string[])[]
}

const rbac = 'rbac.authorization.k8s.io'
const certificates = 'certificates.k8s.io'
const admission = 'admissionregistration.k8s.io'
const write = 'create|update|patch'
const change = 'update|patch'

/** Kinds whose objects make pods, and whose objects do when they are changed. */
const templates = kindsOf(podMakers.filter(({ verbs }) => verbs.includes('patch')))
/** Kinds whose objects make pods once. */
const once = kindsOf(podMakers.filter(({ verbs }) => !verbs.includes('patch')))

function kindsOf(asks: readonly Ask[]): string {
  return asks
    .flatMap(({ group, resources }) => resources.map((each) => (group === '' ? each : `${each}.${group}`)))
    .join('|')
}

/** Objects by which a deployer is told what to apply with its own rights. */
const deployments = [
  'applications.argoproj.io',
  'kustomizations.kustomize.toolkit.fluxcd.io',
  'helmreleases.helm.toolkit.fluxcd.io',
].join('|')

const policies = [
  `mutatingwebhookconfigurations.${admission}`,
  `validatingwebhookconfigurations.${admission}`,
  `validatingadmissionpolicies.${admission}`,
  `validatingadmissionpolicybindings.${admission}`,
  `mutatingadmissionpolicies.${admission}`,
  `mutatingadmissionpolicybindings.${admission}`,
  'clusterpolicies.kyverno.io',
].join('|')

const clientSigners = 'kubernetes.io/kube-apiserver-client|kubernetes.io/*'
const kubeletSigners = 'kubernetes.io/kube-apiserver-client-kubelet|kubernetes.io/*'

/**
 * What rules can add up to that lets somebody get further than they seem to, worst first. Requests that belong together are
 * kept together: a power is held only where all of a way is.
 *
 * Facts: kubernetes.io/docs/concepts/security/rbac-good-practices, kubernetes/kubernetes pkg/registry/rbac/escalation_check.go,
 * pkg/registry/rbac/clusterrolebinding/policybased, pkg/kubelet/server/auth.go, plugin/pkg/admission/certificates.
 */
export const powers: readonly Power[] = [
  {
    id: 'everything',
    may: 'do everything',
    why: 'it is an administrator',
    cluster: 'critical',
    namespace: 'high',
    implies: ['*'],
    ways: [['* *.*']],
  },
  {
    id: 'escalate',
    may: 'write ClusterRoles with rights that it lacks',
    mayNamed: 'give any rights to ClusterRoles',
    why: 'it can give itself everything',
    cluster: 'critical',
    named: { cluster: 'critical' },
    implies: ['write-roles'],
    ways: [
      [`create clusterroles.${rbac}`, `escalate clusterroles.${rbac} =`],
      [`${change} clusterroles.${rbac}`, `escalate clusterroles.${rbac}`],
    ],
  },
  {
    id: 'bind',
    may: 'write ClusterRoleBindings to any ClusterRole',
    mayNamed: {
      clusterroles: 'write ClusterRoleBindings to the ClusterRoles',
      clusterrolebindings: 'add anybody to the ClusterRoleBindings',
    },
    why: 'it can make itself an administrator',
    cluster: 'critical',
    named: 'roles',
    implies: ['hand-on'],
    ways: [
      [`create clusterrolebindings.${rbac}`, `bind clusterroles.${rbac}`],
      [`${change} clusterrolebindings.${rbac}`, `bind clusterroles.${rbac}`],
    ],
  },
  {
    id: 'impersonate-masters',
    may: 'act as a member of system:masters',
    why: 'that group may do everything',
    cluster: 'critical',
    // A service account of one namespace is user enough to go with the group.
    namespace: 'critical',
    implies: ['impersonate-groups'],
    ways: [['impersonate users|serviceaccounts =~', 'impersonate groups =system:masters']],
  },
  {
    id: 'impersonate-users',
    may: 'act as any user',
    mayNamed: 'act as users',
    why: 'administrators and controllers among them',
    cluster: 'critical',
    named: { cluster: 'high' },
    ways: [['impersonate users']],
  },
  {
    id: 'nodes-proxy',
    may: 'reach every kubelet (nodes/proxy)',
    mayNamed: 'reach the kubelets (nodes/proxy) of nodes',
    why: 'it runs commands in every pod there, and no audit log tells',
    cluster: 'critical',
    named: { cluster: 'high' },
    // A WebSocket begins with GET, so that get is enough.
    ways: [['get|create nodes/proxy']],
  },
  {
    id: 'read-secrets',
    may: 'read every Secret',
    mayNamed: 'read Secrets',
    why: 'tokens and keys of others',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'medium', namespace: 'low' },
    ways: [['list|watch secrets'], ['get secrets'], ['list|watch secrets =*']],
  },
  {
    id: 'mint-tokens',
    may: 'get tokens of every service account',
    mayNamed: 'get tokens of service accounts',
    why: 'it can do what they can do',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'high', namespace: 'medium' },
    // A Secret of the token type is filled in by a controller.
    ways: [['create serviceaccounts/token'], ['create secrets', 'get|list|watch secrets =~']],
  },
  {
    id: 'impersonate-accounts',
    may: 'act as any service account',
    mayNamed: 'act as service accounts',
    why: 'it can do what they can do',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'high', namespace: 'medium' },
    ways: [['impersonate serviceaccounts']],
  },
  {
    id: 'host-volume',
    may: 'mount any folder of a node through a PersistentVolume',
    why: 'Pod Security does not look through claims',
    cluster: 'critical',
    namespace: 'critical',
    implies: ['write-volumes'],
    ways: [
      ['create persistentvolumes', 'create persistentvolumeclaims', 'create pods'],
      ['create persistentvolumes', 'create persistentvolumeclaims', `${write} ${templates}`],
      ['create persistentvolumes', 'create persistentvolumeclaims', `create ${once}`],
    ],
  },
  {
    id: 'run-pods',
    may: 'run pods of its own making',
    mayNamed: 'change what runs as',
    why: 'with any service account and Secret there',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'high', namespace: 'medium' },
    // A server-side apply that creates names its object.
    ways: [
      ['create pods'],
      [`${write} ${templates}`],
      [`create ${once}`],
      ['create pods =*', 'patch pods'],
      [`create ${once} =*`, `patch ${once}`],
    ],
  },
  {
    id: 'exec',
    may: 'run commands in pods',
    mayNamed: 'run commands in pods',
    why: 'with their tokens and Secrets',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'high', namespace: 'medium' },
    implies: ['exec-get'],
    ways: [['create pods/exec|pods/attach']],
  },
  {
    id: 'ephemeral-containers',
    may: 'put containers into running pods',
    mayNamed: 'put containers into pods',
    why: 'beside their processes and tokens',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'high', namespace: 'medium' },
    ways: [[`${change} pods/ephemeralcontainers`]],
  },
  {
    id: 'change-pods',
    may: 'change the images of running pods',
    mayNamed: 'change the images of pods',
    why: 'its own code with their tokens',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'high', namespace: 'medium' },
    ways: [[`${change} pods`]],
  },
  {
    id: 'mutating-webhooks',
    may: 'change any object on its way in (mutating admission)',
    mayNamed: 'redirect mutating admission',
    why: 'containers and grants can be slipped in',
    cluster: 'critical',
    named: { cluster: 'high' },
    implies: ['validating-webhooks', 'admission-off'],
    ways: [
      [`${write} mutatingwebhookconfigurations.${admission}`],
      [`${write} mutatingadmissionpolicies.${admission}`, `${write} mutatingadmissionpolicybindings.${admission} =~`],
    ],
  },
  {
    id: 'approve-certificates',
    may: 'get client certificates for anybody',
    why: 'in any group but system:masters, and none can be revoked',
    cluster: 'critical',
    implies: ['approve-others'],
    ways: [
      [
        `create certificatesigningrequests.${certificates}`,
        `get|list|watch certificatesigningrequests.${certificates} =~`,
        `${change} certificatesigningrequests.${certificates}/approval =~`,
        `approve signers.${certificates} =${clientSigners}`,
      ],
    ],
  },
  {
    id: 'api-services',
    may: 'serve API groups in place of the API server',
    mayNamed: 'redirect the API groups of APIServices',
    why: 'whoever asks them sends along their token',
    cluster: 'critical',
    named: { cluster: 'high' },
    ways: [[`${write} apiservices.apiregistration.k8s.io`]],
  },
  {
    id: 'escalate-in-namespace',
    may: 'write Roles with rights that it lacks',
    mayNamed: 'give any rights to Roles',
    why: 'it can give itself everything there',
    cluster: 'critical',
    namespace: 'high',
    named: { cluster: 'critical', namespace: 'high' },
    implies: ['write-roles'],
    ways: [
      [`create roles.${rbac}`, `escalate roles.${rbac} =`],
      [`${change} roles.${rbac}`, `escalate roles.${rbac}`],
    ],
  },
  {
    id: 'bind-in-namespace',
    may: 'write RoleBindings to any ClusterRole',
    mayNamed: {
      clusterroles: 'write RoleBindings to the ClusterRoles',
      rolebindings: 'add anybody to the RoleBindings',
    },
    why: 'it can make itself an administrator there',
    cluster: 'critical',
    namespace: 'high',
    named: 'roles',
    implies: ['hand-on', 'bind-roles'],
    ways: [
      [`create rolebindings.${rbac}`, `bind clusterroles.${rbac} @namespace`],
      [`${change} rolebindings.${rbac}`, `bind clusterroles.${rbac} @namespace`],
    ],
  },
  {
    id: 'approve-others',
    may: 'approve client certificates that others ask for',
    why: 'in any name, and none can be revoked',
    cluster: 'high',
    ways: [
      [
        `${change} certificatesigningrequests.${certificates}/approval =~`,
        `approve signers.${certificates} =${clientSigners}`,
      ],
    ],
  },
  {
    id: 'approve-nodes',
    may: 'approve certificates of nodes',
    why: 'a node holds the Secrets and tokens of its pods',
    cluster: 'high',
    ways: [
      [
        `${change} certificatesigningrequests.${certificates}/approval =~`,
        `approve signers.${certificates} =${kubeletSigners}`,
      ],
    ],
  },
  {
    id: 'validating-webhooks',
    may: 'see every object on its way in (validating admission)',
    mayNamed: 'redirect validating admission',
    why: 'a copy of every Secret that is written',
    cluster: 'high',
    named: { cluster: 'medium' },
    implies: ['admission-off'],
    ways: [[`${write} validatingwebhookconfigurations.${admission}`]],
  },
  {
    id: 'relabel-namespaces',
    may: 'relabel namespaces',
    mayNamed: 'relabel the namespaces',
    why: 'Pod Security and network policies go by their labels',
    cluster: 'high',
    namespace: 'medium',
    named: { cluster: 'medium' },
    ways: [[`${change} namespaces`]],
  },
  {
    id: 'delete-namespaces',
    may: 'delete namespaces',
    mayNamed: 'delete the namespaces',
    why: 'all that is in them goes too',
    cluster: 'high',
    namespace: 'medium',
    named: { cluster: 'medium' },
    ways: [['delete namespaces']],
  },
  {
    id: 'cluster-settings',
    may: 'change the ConfigMap aws-auth or coredns',
    why: 'who is an administrator on EKS; what names resolve to',
    cluster: 'high',
    namespace: 'high',
    only: 'kube-system',
    ways: [[`${change} configmaps =aws-auth|coredns`]],
  },
  {
    id: 'steer-deployers',
    may: 'tell Argo CD or Flux what to apply',
    mayNamed: 'tell Argo CD or Flux what to apply by',
    why: 'they apply it with their own rights',
    cluster: 'high',
    namespace: 'medium',
    named: { cluster: 'medium', namespace: 'medium' },
    ways: [[`${write} ${deployments}`]],
  },
  {
    id: 'privileged-scc',
    may: 'run privileged pods on OpenShift',
    why: 'they own their node',
    cluster: 'high',
    namespace: 'high',
    ways: [
      [
        'use securitycontextconstraints.security.openshift.io =privileged @namespace',
        `create pods|${templates}|${once}`,
      ],
    ],
  },
  {
    id: 'exec-get',
    may: 'run commands in pods before Kubernetes 1.35 (get pods/exec)',
    mayNamed: 'run commands, before Kubernetes 1.35, in pods',
    why: 'a WebSocket asks for get only',
    cluster: 'high',
    namespace: 'medium',
    named: { cluster: 'medium', namespace: 'low' },
    ways: [['get pods/exec|pods/attach']],
  },
  {
    id: 'impersonate-groups',
    may: 'act as a member of any other group',
    mayNamed: 'act as a member of groups',
    why: 'groups hold roles too',
    cluster: 'critical',
    namespace: 'critical',
    named: { cluster: 'high', namespace: 'high' },
    ways: [['impersonate users|serviceaccounts =~', 'impersonate groups']],
  },
  {
    id: 'bind-roles',
    may: 'write RoleBindings to any Role',
    mayNamed: { roles: 'write RoleBindings to the Roles', rolebindings: 'add anybody to the RoleBindings' },
    why: 'it can give itself what others hold there',
    cluster: 'high',
    namespace: 'medium',
    named: 'roles',
    implies: ['hand-on'],
    ways: [
      [`create rolebindings.${rbac}`, `bind roles.${rbac}`],
      [`${change} rolebindings.${rbac}`, `bind roles.${rbac}`],
    ],
  },
  {
    id: 'hand-on',
    may: 'write bindings to roles that it holds',
    why: 'whoever gets in can stay under another name',
    cluster: 'medium',
    namespace: 'low',
    ways: [[`${write} clusterrolebindings.${rbac}`], [`${write} rolebindings.${rbac}`]],
  },
  {
    id: 'write-crds',
    may: 'change CustomResourceDefinitions',
    why: 'conversion webhooks see and alter custom resources',
    cluster: 'medium',
    ways: [[`${write} customresourcedefinitions.apiextensions.k8s.io`]],
  },
  {
    id: 'sign-certificates',
    may: 'sign certificate requests',
    why: 'with a key of a trusted authority it can be anybody',
    cluster: 'medium',
    ways: [[`sign signers.${certificates} =~`, `${change} certificatesigningrequests.${certificates}/status =~`]],
  },
  {
    id: 'admission-off',
    may: 'switch admission off',
    mayNamed: 'switch off admission by',
    why: 'what comes in is judged no more',
    cluster: 'medium',
    named: { cluster: 'low' },
    ways: [[`delete|deletecollection|update|patch ${policies}`]],
  },
  {
    id: 'write-volumes',
    may: 'make PersistentVolumes',
    why: 'one can be any folder of a node',
    cluster: 'medium',
    ways: [['create persistentvolumes']],
  },
  {
    id: 'steer-nodes',
    may: 'change or delete nodes',
    mayNamed: 'change or delete the nodes',
    why: 'labels and taints say where pods run',
    cluster: 'medium',
    named: { cluster: 'low' },
    ways: [['update|patch|delete|deletecollection nodes'], [`${change} nodes/status`]],
  },
  {
    id: 'checkpoint',
    may: 'take the memory of containers (nodes/checkpoint)',
    why: 'keys are in it',
    cluster: 'medium',
    ways: [['create nodes/checkpoint']],
  },
  {
    id: 'write-secrets',
    may: 'write Secrets',
    mayNamed: 'write Secrets',
    why: 'whoever reads them takes them for true',
    cluster: 'medium',
    namespace: 'low',
    named: { cluster: 'low', namespace: 'low' },
    ways: [[`${write} secrets`]],
  },
  {
    id: 'delete-all',
    may: 'delete workloads, their data or settings',
    why: 'outage or loss',
    cluster: 'medium',
    namespace: 'low',
    ways: [
      [`delete|deletecollection pods|persistentvolumeclaims|persistentvolumes|secrets|configmaps|${templates}|${once}`],
    ],
  },
  {
    id: 'redirect-traffic',
    may: 'redirect traffic (Services, Endpoints)',
    why: 'external IPs and endpoints catch what is meant for others',
    cluster: 'medium',
    namespace: 'low',
    ways: [[`${write} services|endpoints|endpointslices.discovery.k8s.io`], [`${change} services/status`]],
  },
  {
    id: 'network-policies',
    may: 'change NetworkPolicies',
    why: 'what is cut off can be opened',
    cluster: 'medium',
    namespace: 'low',
    ways: [['create|update|patch|delete|deletecollection networkpolicies.networking.k8s.io']],
  },
  {
    id: 'reach-pods',
    may: 'reach ports of pods past network policies',
    why: 'port-forward and proxies come from the node or the API server',
    cluster: 'medium',
    namespace: 'low',
    ways: [['create pods/portforward|pods/proxy|services/proxy'], ['get pods/proxy|services/proxy']],
  },
  {
    id: 'write-roles',
    may: 'write roles with rights that it holds',
    why: 'aggregated roles take them up',
    cluster: 'low',
    namespace: 'low',
    ways: [[`${write} clusterroles.${rbac}`], [`${write} roles.${rbac}`]],
  },
  {
    id: 'make-namespaces',
    may: 'make namespaces',
    why: 'a new one has no label that holds back pods',
    cluster: 'low',
    ways: [['create namespaces']],
  },
  {
    id: 'kubelet-files',
    may: "read kubelets' logs and settings (nodes/log, nodes/configz)",
    why: 'log folders of nodes are open then',
    cluster: 'low',
    ways: [['get nodes/log|nodes/configz']],
  },
  {
    id: 'read-logs',
    may: 'read logs of pods',
    why: 'secrets end up in logs',
    cluster: 'low',
    namespace: 'low',
    ways: [['get pods/log']],
  },
  {
    id: 'hide-traces',
    may: 'delete events',
    why: 'traces go',
    cluster: 'low',
    namespace: 'low',
    ways: [['delete|deletecollection events|events.events.k8s.io']],
  },
]
