import type { AccessQuery } from '../../access/index.ts'

/** A request that whoever may make it becomes somebody else by, or reaches a node with. */
interface TellingRequest {
  readonly request: AccessQuery
  /** Whether it is asked of the cluster only, so that nothing in a namespace allows it. */
  readonly clusterScoped: boolean
  readonly words: string
}

/**
 * Requests each of which alone takes over accounts, nodes or the cluster; the first that is allowed is named to people.
 * What needs another right beside it, as `bind` needs writing bindings, is not among them.
 */
export const asked: readonly TellingRequest[] = [
  ...each('get list watch', '', 'secrets'),
  ...each('create', '', 'pods/exec pods/attach serviceaccounts/token pods replicationcontrollers'),
  ...each('create', 'apps', 'deployments daemonsets statefulsets replicasets'),
  ...each('create', 'batch', 'jobs cronjobs'),
  ...each('update patch', 'apps', 'deployments daemonsets statefulsets replicasets'),
  ...each('update patch', 'batch', 'cronjobs'),
  ...each('update patch', '', 'pods pods/ephemeralcontainers replicationcontrollers'),
  ...each('impersonate', '', 'serviceaccounts'),
  ...each('impersonate', '', 'users', true),
  ...each('get create', '', 'nodes/proxy', true),
  ...each(
    'create update patch',
    'admissionregistration.k8s.io',
    'mutatingwebhookconfigurations validatingwebhookconfigurations',
    true,
  ),
]

function each(verbs: string, apiGroup: string, resources: string, clusterScoped = false): TellingRequest[] {
  return verbs.split(' ').flatMap((verb) =>
    resources.split(' ').map((text): TellingRequest => {
      const [resource = '', subresource = ''] = text.split('/')
      return { request: { verb, apiGroup, resource, subresource }, clusterScoped, words: `${verb} ${text}` }
    }),
  )
}

const selfReviews: Readonly<Record<string, readonly string[]>> = {
  'authorization.k8s.io': ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  'authentication.k8s.io': ['selfsubjectreviews'],
}

/** Whether it only asks the API server about the one who asks. */
export function harmless(verb: string, apiGroups: readonly string[], resource: string): boolean {
  return verb === 'create' && apiGroups.length > 0 && apiGroups.every((group) => selfReviews[group]?.includes(resource))
}

const publicUrls = ['/healthz', '/livez', '/readyz', '/version', '/api', '/openapi', '/openid/', '/.well-known/']

/** Whether a URL only tells how the API server is, and what it serves. */
export function isPublicUrl(url: string): boolean {
  return publicUrls.some((prefix) => url.startsWith(prefix))
}
