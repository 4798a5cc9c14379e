import { can, defineTechnique, eachClusterObject, validatingWebhooks } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

/** A validating webhook sees what others write. */
export const webhookVal = defineTechnique({
  id: 'WEBHOOK-VAL',
  title: 'Validating webhook as a tap',
  class: 'rbac',
  description:
    'The API server sends a copy of each Secret that is created or changed to a webhook of the intruder, at any address. With failurePolicy Ignore and a timeout of a second nobody notices. Secrets that nobody writes are not sent.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  each: eachClusterObject,
  requires: [[can('create', validatingWebhooks, { nameless: true })], [can('update|patch', validatingWebhooks)]],
  gives: () => effect('a copy of every Secret that is created or changed'),
  tells: ({ name }) =>
    `Have the API server send a copy of each Secret to a webhook${name === undefined ? '' : `, by way of ${name}`}`,
})
