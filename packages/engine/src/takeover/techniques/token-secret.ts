import {
  declares,
  defineTechnique,
  eachTokenSecret,
  have,
  holdersOf,
  type TokenSecret,
  tokenSecretCut,
} from '../vocabulary/index.ts'
import { account, secret, secrets } from '../graph/index.ts'

/** The token in a Secret is the account's for whoever reads it. */
export const tokenSecret = defineTechnique({
  id: 'TOKEN-SECRET',
  title: 'Token kept in a Secret',
  class: 'credential',
  description:
    'A Secret of type kubernetes.io/service-account-token holds a token that works until the Secret is deleted. Whoever reads the Secrets of its namespace, or this one, and any container that is given it, acts as the account.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  each: eachTokenSecret,
  requires: [
    [
      have('the Secret', ({ namespace, name }: TokenSecret) => [secrets(namespace), secret(namespace, name)]),
      declares('it holds a token', tokenSecretCut),
    ],
    [
      { words: 'code in a container that is given the Secret', atoms: [], options: holdersOf },
      declares('it holds a token', tokenSecretCut),
    ],
  ],
  gives: ({ namespace, account: name }) => account(namespace, name),
  tells: ({ namespace, name, account: of }) =>
    `Take the token of service account ${namespace}/${of} from Secret ${namespace}/${name}`,
})
