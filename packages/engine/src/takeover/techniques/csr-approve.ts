import {
  can,
  csrs,
  defineTechnique,
  holds,
  onSigners,
  signers,
  type Target,
  together,
  whereGranted,
} from '../vocabulary/index.ts'
import { accounts, everywhere, type Fact, identity, kubeletKey, masters, type Who, whoKey } from '../graph/index.ts'
import { whoOf } from '../grants/index.ts'
import { isEks, type World } from '../world/index.ts'

/**
 * A certificate for anybody is signed once somebody approves it. Each update of the approval is answered with the whole
 * request, the certificate in it. Source: kubernetes/kubernetes pkg/registry/certificates/certificates/storage/storage.go,
 * ApprovalREST
 */
export const csrApprove = defineTechnique({
  id: 'CSR-APPROVE',
  title: 'Create and approve a client certificate',
  class: 'rbac',
  description:
    'Whoever creates a request for a client certificate and approves it is any user in any groups until the certificate ends, and nothing takes it back; approving once more shows the certificate, so that the right to read requests is not needed. Approval is asked about twice: about the request, and about its signer by name or by domain. The group system:masters is refused; EKS does not sign such certificates.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
  ],
  each: whereGranted('update|patch', `${csrs}/approval`),
  requires: [
    [
      holds('the cluster is not known to be EKS', (_: Target, { cluster }) => !isEks(cluster)),
      can('create', csrs, { nameless: true }),
      together<Target>(
        'may update or patch certificatesigningrequests/approval and approve signers kubernetes.io/kube-apiserver-client, as one',
        [
          ['update|patch', `${csrs}/approval`],
          ['approve', signers],
        ],
        ({ name }) => [
          [
            {
              verbs: 'update|patch',
              resource: `${csrs}/approval`,
              scope: everywhere,
              names: name === undefined ? undefined : [name],
            },
            onSigners('approve'),
          ],
        ],
      ),
    ],
  ],
  gives: (_, world): Fact[] => anybody(world),
  tells: () => 'Ask for a client certificate in the name of another user or group, and approve it',
})

/** Everybody whom a certificate may speak for: whoever is bound, service accounts, and nodes. */
function anybody({ access, places }: World): Fact[] {
  const people = new Map<string, Who>()
  for (const { subjects, namespace } of access.rbac.bindings) {
    for (const subject of subjects) {
      const who = whoOf(subject, namespace)
      if (who && who.kind !== 'ServiceAccount' && who.name !== masters) people.set(whoKey(who), who)
    }
  }
  return [accounts(everywhere), ...[...people.values()].map(identity), ...places.all.map(kubeletKey)]
}
