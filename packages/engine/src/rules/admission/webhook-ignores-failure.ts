import { isObject, pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * Admission goes on as if it had been asked when it cannot be asked.
 *
 * Restricted fields: webhooks[*].failurePolicy of ValidatingWebhookConfiguration and MutatingWebhookConfiguration,
 *                    spec.failurePolicy of ValidatingAdmissionPolicy and MutatingAdmissionPolicy
 * Allowed values:    Fail; undefined, except for webhooks in admissionregistration.k8s.io/v1beta1, where it means Ignore
 *                    (kubernetes/api admissionregistration/v1beta1/types.go; policies mean Fail in every version)
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
    'Reported for every admission webhook and admission policy whose effective `failurePolicy` is Ignore: written so, or left out in `admissionregistration.k8s.io/v1beta1`, where webhooks then ignore failures. What changes objects rather than refusing them is reported as low: much of it only adds comfort.',
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
    rules:
      - apiGroups: ['']
        apiVersions: [v1]
        operations: [CREATE, UPDATE]
        resources: [pods]
    clientConfig:
      service: { name: images, namespace: policy }
    sideEffects: None
    admissionReviewVersions: [v1]
`,
    good: `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: images
webhooks:
  - name: images.policy.example
    failurePolicy: Fail
    rules:
      - apiGroups: ['']
        apiVersions: [v1]
        operations: [CREATE, UPDATE]
        resources: [pods]
    clientConfig:
      service: { name: images, namespace: policy }
    sideEffects: None
    admissionReviewVersions: [v1]
`,
  },
  *check({ resource }) {
    if (resource.group !== 'admissionregistration.k8s.io') return
    for (const { path, name, written, unset } of guards(resource)) {
      if ((written ?? unset) !== 'Ignore') continue
      const at = pathIn(resource, ...path, 'failurePolicy')
      yield {
        at,
        severity: resource.kind.startsWith('Validating') ? 'medium' : 'low',
        message: `${name} is passed over when it fails${written === 'Ignore' ? '' : ', as v1beta1 has it unless told otherwise'}`,
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
  /** Where its failurePolicy stands. */
  readonly path: Path
  readonly name: string
  readonly written: unknown
  /** What it means when nothing is written. */
  readonly unset: 'Fail' | 'Ignore'
}

function guards(resource: Resource): Guard[] {
  if (resource.kind.endsWith('Policy')) {
    const written = valueIn(resource, 'spec', 'failurePolicy')
    return [{ path: ['spec'], name: 'the policy', written, unset: 'Fail' }]
  }
  const unset = resource.apiVersion.endsWith('/v1beta1') ? 'Ignore' : 'Fail'
  const webhooks = valueIn(resource, 'webhooks')
  return (Array.isArray(webhooks) ? (webhooks as unknown[]) : []).flatMap((webhook, i): Guard[] => {
    if (!isObject(webhook)) return []
    const { name, failurePolicy } = webhook
    const called = typeof name === 'string' && name !== '' ? name : `webhook ${i + 1}`
    return [{ path: ['webhooks', i], name: called, written: failurePolicy, unset }]
  })
}
