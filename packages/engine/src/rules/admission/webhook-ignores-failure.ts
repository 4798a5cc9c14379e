import { isObject, pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * Admission goes on as if it had been asked when it cannot be asked.
 *
 * Restricted fields: webhooks[*].failurePolicy of ValidatingWebhookConfiguration and MutatingWebhookConfiguration,
 *                    spec.failurePolicy of ValidatingAdmissionPolicy and MutatingAdmissionPolicy
 * Allowed values:    Fail; undefined, except in admissionregistration.k8s.io/v1beta1, where it means Ignore
 */
export const webhookIgnoresFailure = defineRule({
  id: 'webhook-ignores-failure',
  title: 'Admission control is passed over when it fails',
  severity: 'medium',
  category: 'admission',
  visit: 'resource',
  kinds: [
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'MutatingAdmissionPolicy',
  ],
  profile: 'default',
  frameworks: { mitre: ['T1562.001'] },
  fix: 'evidence',
  description:
    'Reported for every admission webhook and admission policy whose effective `failurePolicy` is Ignore. A webhook that changes objects is reported as low: many only add comfort.',
  why: 'Whoever slows the webhook down, or deletes its pods, creates what it would have refused; so does anybody while it restarts.',
  remedy:
    'Set failurePolicy: Fail, run the webhook in several copies, and leave out the namespaces that it needs itself.',
  examples: {
    bad: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: images
webhooks:
  - name: images.policy.example
    failurePolicy: Ignore
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: images, namespace: policy }
`,
    good: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: images
webhooks:
  - name: images.policy.example
    failurePolicy: Fail
    sideEffects: None
    admissionReviewVersions: [v1]
    clientConfig:
      service: { name: images, namespace: policy }
`,
  },
  *check({ resource }) {
    if (resource.group !== 'admissionregistration.k8s.io') return
    for (const { path, name, policy } of guards(resource)) {
      if (policy !== 'Ignore') continue
      const at = pathIn(resource, ...path, 'failurePolicy')
      yield {
        at,
        severity: resource.kind.startsWith('Validating') ? 'medium' : 'low',
        message: `${name} is passed over when it fails`,
        fix: {
          description: 'Set failurePolicy: Fail',
          changes: [set(at, 'Fail')],
          needs: 'that it always answers, and leaves out what it needs to start',
        },
      }
    }
  },
})

interface Guard {
  readonly path: readonly (string | number)[]
  readonly name: string
  readonly policy: unknown
}

function guards(resource: Resource): Guard[] {
  const unset =
    resource.apiVersion.endsWith('/v1beta1') && resource.kind.endsWith('WebhookConfiguration') ? 'Ignore' : 'Fail'
  if (resource.kind.endsWith('Policy')) {
    return [{ path: ['spec'], name: 'the policy', policy: valueIn(resource, 'spec', 'failurePolicy') ?? unset }]
  }
  const webhooks = valueIn(resource, 'webhooks')
  return (Array.isArray(webhooks) ? (webhooks as unknown[]) : []).flatMap((webhook, i) =>
    isObject(webhook)
      ? [
          {
            path: ['webhooks', i],
            name: typeof webhook['name'] === 'string' ? webhook['name'] : 'the webhook',
            policy: webhook['failurePolicy'] ?? unset,
          },
        ]
      : [],
  )
}
