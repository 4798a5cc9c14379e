import { expect, it } from 'vitest'
import { linesOf, moveOf, object, workload } from '../../../../test/moves.ts'

const found = (yaml: string) => linesOf(moveOf(workload('cart') + workload('web') + yaml, ['cart'], 'namespace-name'))

const constraint = (match: string) =>
  object('constraints.gatekeeper.sh/v1beta1/K8sAllowedRepos', 'repos', `spec: { match: { ${match} } }`, 'labels: {}')

const selecting = (selector: string) =>
  object(
    'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding',
    'b',
    `spec: { matchResources: { namespaceSelector: { ${selector} } } }`,
    'labels: {}',
  )

it('tells what lists the namespace, unless the new one stands there too', () => {
  expect(found(constraint('namespaces: [other, shop]'))).toEqual([
    'check K8sAllowedRepos repos spec.match.namespaces[1]',
  ])
  expect(found(constraint('excludedNamespaces: [shop]'))).toHaveLength(1)
  expect(found(constraint('namespaces: [shop, shop-privileged]'))).toEqual([])
  expect(found(constraint('namespaces: [shop2], names: [shop], namespace: shop'))).toEqual([])
})

it('tells what selects the namespace by its name', () => {
  const base = 'check ValidatingAdmissionPolicyBinding b spec.matchResources.namespaceSelector'
  expect(found(selecting('matchLabels: { kubernetes.io/metadata.name: shop }'))).toEqual([
    `${base}.matchLabels["kubernetes.io/metadata.name"]`,
  ])
  const listed = (key: string, ...names: string[]) =>
    selecting(`matchExpressions: [{ key: ${key}, operator: NotIn, values: [${names.join(', ')}] }]`)
  expect(found(listed('kubernetes.io/metadata.name', 'a', 'shop'))).toEqual([`${base}.matchExpressions[0].values[1]`])
  expect(found(listed('kubernetes.io/metadata.name', 'shop-privileged', 'shop'))).toEqual([])
  expect(found(listed('team', 'shop'))).toEqual([])
})

it('tells listeners and webhooks that let the namespace in', () => {
  const selector = '{ matchLabels: { kubernetes.io/metadata.name: shop } }'
  const gateway = object(
    'gateway.networking.k8s.io/v1/Gateway',
    'g',
    `spec: { listeners: [{ allowedRoutes: { namespaces: { from: Selector, selector: ${selector} } } }] }`,
    'namespace: edge',
  )
  const webhook = object(
    'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
    'w',
    `webhooks: [{ namespaceSelector: ${selector} }]`,
    'labels: {}',
  )
  const label = 'matchLabels["kubernetes.io/metadata.name"]'
  expect(found(gateway + webhook)).toEqual([
    `check Gateway g spec.listeners[0].allowedRoutes.namespaces.selector.${label}`,
    `check MutatingWebhookConfiguration w webhooks[0].namespaceSelector.${label}`,
  ])
})

it('leaves policies that are read with what they select', () => {
  const policy = object(
    'networking.k8s.io/v1/NetworkPolicy',
    'p',
    'spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }] }',
  )
  expect(found(policy)).toEqual([])
})
