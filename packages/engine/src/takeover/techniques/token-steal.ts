import { account, code } from '../graph/index.ts'
import { declares, defineTechnique, eachContainer, have } from '../vocabulary/index.ts'
import { tokens } from '../posture/index.ts'

/** The token that the kubelet puts into a container speaks for its service account. */
export const tokenSteal = defineTechnique({
  id: 'TOKEN-STEAL',
  title: 'Mounted token',
  class: 'credential',
  description:
    'The token of the service account is a file in every container, unless the pod, or else the account, says automountServiceAccountToken: false. A projected token for the API server counts besides, whatever they say.',
  references: ['https://attack.mitre.org/techniques/T1528/'],
  each: eachContainer,
  requires: [[have('code in the container', code), declares('a token for the API server in it', tokens)]],
  gives: ({ load }) => account(load.namespace, load.account),
  tells: ({ load, container }) =>
    `Read the token of service account ${load.namespace}/${load.account} in container ${container.name}`,
})
