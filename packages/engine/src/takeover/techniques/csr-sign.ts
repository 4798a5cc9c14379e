import { csrs, defineTechnique, have, kubeletSigner, onSigners, signers, together } from '../vocabulary/index.ts'
import { clusterAdmin, everywhere, nodeFiles, nodeRoot } from '../graph/index.ts'
import type { Place } from '../world/index.ts'
import { clientSigners } from '../grants/index.ts'

/** With the key of a certificate authority one signs by oneself. */
export const csrSign = defineTechnique({
  id: 'CSR-SIGN',
  title: 'Be the signer',
  class: 'rbac',
  description:
    'Whoever may sign for a signer and writes the status of requests issues certificates without approval. The API server takes them for users only if they are signed with a key that it trusts, which lies on control plane nodes.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization'],
  each: ({ places }) => places.all.filter(({ controlPlane }) => controlPlane),
  requires: [
    [
      together<Place>(
        'may update or patch certificatesigningrequests/status and sign signers, as one',
        [
          ['update|patch', `${csrs}/status`],
          ['sign', signers],
        ],
        () => [
          [
            { verbs: 'update|patch', resource: `${csrs}/status`, scope: everywhere },
            onSigners('sign', [...clientSigners, kubeletSigner]),
          ],
        ],
      ),
      have('the key of a certificate authority that the API server trusts', (place: Place) => [
        nodeFiles(place),
        nodeRoot(place),
      ]),
    ],
  ],
  gives: () => clusterAdmin,
  tells: ({ name }) => `Sign a certificate for an administrator with the key from ${name}`,
})
