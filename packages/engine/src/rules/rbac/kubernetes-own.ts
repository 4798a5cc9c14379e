import { type Binding, covers, type PolicyRule, type Subject } from '../../access/index.ts'
import type { Resource } from '../../cluster/index.ts'

/**
 * What Kubernetes and kubeadm bring along themselves, which nobody is told to change. The one place that says so for the
 * rules about roles and bindings.
 */

/** Whether a role is one that the API server makes and keeps up by itself. */
export function isOwnRole({ kind, name, metadata }: Resource): boolean {
  if (metadata.labels?.['kubernetes.io/bootstrapping'] !== 'rbac-defaults') return false
  return name.startsWith('system:') || (kind === 'ClusterRole' && userFacing.has(name))
}

const userFacing: ReadonlySet<string> = new Set(['cluster-admin', 'admin', 'edit', 'view'])

/**
 * Whether a binding has this subject out of the box, and gives it no more than it did then. Rules and subjects that were
 * added stay through upgrades, so that a well-known name alone says nothing.
 */
export function isOwnSubject(binding: Binding, { kind, name }: Subject): boolean {
  const own = ownBindings[`${binding.namespace}/${binding.name}`]
  if (own === undefined || binding.role.name !== own.role || kind === undefined) return false
  return own.subjects.includes(`${kind} ${name}`) && covers(own.allows, binding.list.rules).covered
}

interface OwnBinding {
  readonly role: string
  readonly subjects: readonly string[]
  /** All that the role may allow. */
  readonly allows: readonly PolicyRule[]
}

const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

const selfReviews: PolicyRule = {
  verbs: ['create'],
  apiGroups: ['authentication.k8s.io', 'authorization.k8s.io'],
  resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'selfsubjectreviews'],
}

const publicUrls = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const discoveryUrls = [...publicUrls, '/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*']
const issuerUrls = [
  '/.well-known/openid-configuration',
  '/.well-known/openid-configuration/',
  '/openid/v1/jwks',
  '/openid/v1/jwks/',
]

function reading(nonResourceURLs: readonly string[]): PolicyRule {
  return { verbs: ['get'], nonResourceURLs }
}

/**
 * By namespace and name. Sources: kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go;
 * cmd/kubeadm/app/phases/kubeconfig and bootstraptoken/clusterinfo
 */
const ownBindings: Readonly<Record<string, OwnBinding | undefined>> = {
  '/cluster-admin': { role: 'cluster-admin', subjects: ['Group system:masters'], allows: everything },
  '/kubeadm:cluster-admins': { role: 'cluster-admin', subjects: ['Group kubeadm:cluster-admins'], allows: everything },
  '/system:basic-user': {
    role: 'system:basic-user',
    subjects: ['Group system:authenticated'],
    allows: [selfReviews],
  },
  '/system:discovery': {
    role: 'system:discovery',
    subjects: ['Group system:authenticated'],
    allows: [reading(discoveryUrls)],
  },
  '/system:public-info-viewer': {
    role: 'system:public-info-viewer',
    subjects: ['Group system:authenticated', 'Group system:unauthenticated'],
    allows: [reading(publicUrls)],
  },
  '/system:service-account-issuer-discovery': {
    role: 'system:service-account-issuer-discovery',
    subjects: ['Group system:serviceaccounts'],
    allows: [reading(issuerUrls)],
  },
  'kube-public/kubeadm:bootstrap-signer-clusterinfo': {
    role: 'kubeadm:bootstrap-signer-clusterinfo',
    subjects: ['User system:anonymous'],
    allows: [{ verbs: ['get'], apiGroups: [''], resources: ['configmaps'], resourceNames: ['cluster-info'] }],
  },
}
