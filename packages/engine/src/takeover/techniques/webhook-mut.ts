import { can, changesPods, defineTechnique, eachClusterObject, mutatingWebhooks } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

/** A mutating webhook rewrites what others create. */
export const webhookMut = defineTechnique({
  id: 'WEBHOOK-MUT',
  title: 'Mutating webhook',
  class: 'rbac',
  description:
    'The API server sends what is written to a webhook of the intruder, at any address, and takes what comes back: containers in new pods, other service accounts, more subjects in bindings. Webhooks and admission policies are themselves never sent to any, so that only access rules guard them.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  ],
  each: eachClusterObject,
  requires: [[can('create', mutatingWebhooks, { nameless: true })], [can('update|patch', mutatingWebhooks)]],
  gives: (_, world) => [...changesPods(world), effect('whatever is written to the API, to read and to change')],
  tells: ({ name }) =>
    name === undefined
      ? 'Have the API server send new pods to a webhook that changes them'
      : `Have the API server send new pods to a webhook that changes them, by way of ${name}`,
})
