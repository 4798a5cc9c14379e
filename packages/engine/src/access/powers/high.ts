import { admission, certificates, change, clientSigners, once, rbac, templates, write } from './asked.ts'
import type { Power } from './power.ts'

/** Objects by which a deployer is told what to apply with its own rights. */
const deployers = [
  'applications.argoproj.io',
  'kustomizations.kustomize.toolkit.fluxcd.io',
  'helmreleases.helm.toolkit.fluxcd.io',
].join('|')

const kubeletSigners = 'kubernetes.io/kube-apiserver-client-kubelet|kubernetes.io/*'

/** What is high in the whole cluster, or critical and told behind what is. */
export const high: readonly Power[] = [
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
    ways: [[`${write} ${deployers}`]],
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
]
