import { expect, it } from 'vitest'
import { linesOf, moveOf, object, service, workload } from '../../../../test/moves.ts'

const shop = workload('hook') + service('hook')

const webhook = (kind: string, namespace: string) =>
  object(
    `admissionregistration.k8s.io/v1/${kind}`,
    'check',
    `webhooks: [{ clientConfig: { url: x } }, { clientConfig: { service: { name: hook, namespace: ${namespace} } } }]`,
    'labels: {}',
  )

it('changes what the API server calls, by name and namespace', () => {
  const yaml =
    shop +
    webhook('ValidatingWebhookConfiguration', 'shop') +
    webhook('MutatingWebhookConfiguration', 'other') +
    object(
      'apiextensions.k8s.io/v1/CustomResourceDefinition',
      'crd',
      'spec: { conversion: { webhook: { clientConfig: { service: { name: hook, namespace: shop } } } } }',
      'labels: {}',
    ) +
    object(
      'apiregistration.k8s.io/v1/APIService',
      'api',
      'spec: { service: { name: hook, namespace: shop } }',
      'labels: {}',
    )
  const found = moveOf(yaml, ['hook']).filter(({ kind }) => kind !== 'service')
  expect(linesOf(found)).toEqual([
    'change ValidatingWebhookConfiguration check webhooks[1].clientConfig.service.namespace',
    'change CustomResourceDefinition crd spec.conversion.webhook.clientConfig.service.namespace',
    'change APIService api spec.service.namespace',
  ])
  expect(found[0]?.remedy).toBe(
    'Set namespace: shop-privileged, and have the certificate name hook.shop-privileged.svc',
  )
})

it('changes Services that are other names for one that moves', () => {
  const alias = (name: string, host: string) =>
    object('v1/Service', name, `spec: { type: ExternalName, externalName: ${host} }`, 'namespace: other')
  const yaml =
    shop +
    alias('a', 'hook.shop.svc.cluster.local') +
    alias('b', 'my-hook.shop.svc.cluster.local') +
    alias('c', 'hook.example.com')
  const found = moveOf(yaml, ['hook'], 'external-name')
  expect(linesOf(found)).toEqual(['change Service a spec.externalName'])
  expect(found[0]?.remedy).toBe('Set externalName: hook.shop-privileged.svc.cluster.local')
})
