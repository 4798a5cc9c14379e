import { can, defineTechnique, onceForCluster } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

/** Extras and ids say more about a user, to those who ask. */
export const impersonateExtra = defineTechnique({
  id: 'IMPERSONATE-EXTRA',
  title: 'Impersonate extras or uid',
  class: 'rbac',
  description:
    'impersonate on userextras of some key, or on uids, adds attributes to whoever is impersonated. It matters where a webhook, an admission policy or another authorizer reads them, as for scopes or the node of a pod.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  each: onceForCluster,
  requires: [
    [can('impersonate', 'userextras.authentication.k8s.io/*', { anywhere: true })],
    [can('impersonate', 'uids.authentication.k8s.io', { anywhere: true })],
  ],
  gives: () => effect('forged attributes of a user'),
  tells: () => 'Forge extra attributes, or the uid, of a user',
})
