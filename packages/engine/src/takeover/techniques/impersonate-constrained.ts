import { can, defineTechnique, onceForCluster, type Requirement, since, type Target } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

const identityVerbs = {
  'user-info': 'users',
  serviceaccount: 'serviceaccounts',
  'arbitrary-node': 'nodes',
  'associated-node': 'nodes',
} as const

type Mode = keyof typeof identityVerbs

/** Both checks of a mode: on the identity, and on what is asked as that identity. */
function bothOf(mode: Mode): readonly Requirement<Target>[] {
  const resource = `${identityVerbs[mode]}.authentication.k8s.io`
  return [
    since(36),
    // For the node of its own pod the name is not known beforehand, and asked about as a star.
    can(`impersonate:${mode}`, resource, mode === 'associated-node' ? { name: '*' } : { anywhere: true }),
    can(`impersonate-on:${mode}:*`, '*', { anywhere: true }),
  ]
}

/** Impersonation that is limited to some requests. */
export const impersonateConstrained = defineTechnique({
  id: 'IMPERSONATE-CONSTRAINED',
  title: 'Constrained impersonation',
  class: 'rbac',
  description:
    'Since v1.36 impersonation may be limited: impersonate:MODE on the identity, and impersonate-on:MODE:VERB on what is asked for, must both be allowed, and the identity must be allowed the request itself. The group system:masters is out of reach. The verb * holds every mode.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  each: onceForCluster,
  requires: [bothOf('user-info'), bothOf('serviceaccount'), bothOf('arbitrary-node'), bothOf('associated-node')],
  gives: () => effect('single requests as another identity'),
  tells: () => 'Make the requests that are allowed so as another identity',
})
