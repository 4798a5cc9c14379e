import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, service, workload } from '../../../../test/moves.ts'

const shop = workload('cart') + workload('web')
const found = (text: string, names = ['cart']) => linesOf(moveOf(shop + text, names))

it('takes autoscalers along, of all three kinds', () => {
  const target = (name: string) => `{ apiVersion: apps/v1, kind: Deployment, name: ${name} }`
  const text =
    object('autoscaling/v2/HorizontalPodAutoscaler', 'h', `spec: { scaleTargetRef: ${target('cart')} }`) +
    object('autoscaling/v2/HorizontalPodAutoscaler', 'w', `spec: { scaleTargetRef: ${target('web')} }`) +
    object('keda.sh/v1alpha1/ScaledObject', 'k', 'spec: { scaleTargetRef: { name: cart } }') +
    object('autoscaling.k8s.io/v1/VerticalPodAutoscaler', 'v', `spec: { targetRef: ${target('cart')} }`)
  expect(found(text)).toEqual([
    'moves HorizontalPodAutoscaler h',
    'moves ScaledObject k',
    'moves VerticalPodAutoscaler v',
  ])
})

it('takes budgets along, and copies those that guard others too', () => {
  const budget = (selector: string) => object('policy/v1/PodDisruptionBudget', 'b', `spec: { selector: ${selector} }`)
  expect(found(budget('{ matchLabels: { app: cart } }'))).toEqual(['moves PodDisruptionBudget b'])
  expect(found(budget('{}'))).toEqual(['copy PodDisruptionBudget b'])
  expect(found(budget('{ matchLabels: { app: web } }'))).toEqual([])
})

describe('monitors', () => {
  const labelled = (name: string) =>
    object(
      'v1/Service',
      name,
      `spec: { selector: { app: ${name} } }`,
      `namespace: shop, labels: { app: ${name}, team: a }`,
    )
  const services = labelled('cart') + labelled('web')
  const monitors = (kind: string, spec: string, metadata?: string) =>
    linesOf(
      moveOf(
        shop + services + object(`monitoring.coreos.com/v1/${kind}`, 'm', `spec: { ${spec} }`, metadata),
        ['cart'],
        'monitor',
      ),
    )

  it('follow what they watch in their own namespace', () => {
    expect(monitors('ServiceMonitor', 'selector: { matchLabels: { app: cart } }')).toEqual(['moves ServiceMonitor m'])
    expect(monitors('ServiceMonitor', 'selector: { matchLabels: { team: a } }')).toEqual(['copy ServiceMonitor m'])
    expect(monitors('PodMonitor', 'selector: { matchLabels: { app: cart } }')).toEqual(['moves PodMonitor m'])
    expect(monitors('PodMonitor', 'selector: { matchLabels: { app: web } }')).toEqual([])
  })

  it('name the new namespace where they name namespaces', () => {
    const spec = (names: string) => `selector: {}, namespaceSelector: ${names}`
    expect(monitors('ServiceMonitor', spec('{ matchNames: [shop] }'), 'namespace: monitoring')).toEqual([
      'change ServiceMonitor m spec.namespaceSelector.matchNames',
    ])
    expect(monitors('ServiceMonitor', spec('{ matchNames: [shop, shop-privileged] }'))).toEqual([])
    expect(monitors('ServiceMonitor', spec('{ any: true }'), 'namespace: monitoring')).toEqual([])
    expect(monitors('ServiceMonitor', spec('{ matchNames: [other] }'))).toEqual([])
    expect(monitors('ServiceMonitor', 'selector: {}', 'namespace: monitoring')).toEqual([])
  })
})

describe('affinity', () => {
  const term = (more = '') => `{ topologyKey: zone, labelSelector: { matchLabels: { app: cart } }${more} }`
  const web = (affinity: string) =>
    linesOf(moveOf(workload('cart') + workload('web', { pod: `affinity: { ${affinity} }` }), ['cart'], 'pod-affinity'))

  it('means pods of its own namespace, unless it says others', () => {
    const place = 'spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]'
    const near = (each: string) => web(`podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [${each}] }`)
    expect(near(term())).toEqual([`change Deployment web ${place}`])
    expect(near(term(', namespaces: [shop-privileged]'))).toEqual([])
    expect(near(term(', namespaceSelector: {}'))).toEqual([])
    expect(near('{ labelSelector: { matchLabels: { app: other } } }, {}')).toEqual([])
  })

  it('may be a wish to be apart', () => {
    const apart = `podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: ${term()} }] }`
    expect(web(apart)).toHaveLength(1)
  })
})

it('copies what the Namespace is selected by, and nothing of Pod Security', () => {
  const namespace = (name: string, metadata: string) => object('v1/Namespace', name, 'spec: {}', metadata)
  const enforced = 'pod-security.kubernetes.io/enforce: baseline, kubernetes.io/metadata.name: shop'
  expect(found(namespace('shop', `labels: { ${enforced} }, annotations: { note: x }`))).toEqual([])
  expect(found(namespace('other', 'labels: { istio-injection: enabled }'))).toEqual([])
  const acting = 'annotations: { scheduler.alpha.kubernetes.io/node-selector: "disk=ssd" }'
  const text = namespace('shop', `labels: { istio-injection: enabled, ${enforced} }, ${acting}`)
  expect(found(text)).toEqual(['copy Namespace shop metadata.labels', 'copy Namespace shop metadata.annotations'])
  expect(moveOf(shop + text, ['cart'])[0]?.message).toContain('has the labels istio-injection, by which')
})

it('copies quotas and limit ranges, and tells who leaves its requests to them', () => {
  const limits = object('v1/LimitRange', 'l', 'spec: {}') + object('v1/LimitRange', 'l', 'spec: {}', 'namespace: other')
  expect(found(object('v1/ResourceQuota', 'q', 'spec: {}') + limits)).toEqual([
    'copy ResourceQuota q',
    'copy LimitRange l',
  ])
  expect(moveOf(shop + limits, ['cart'])[0]?.message).toMatch(/Deployment cart leaves requests or limits to it$/)
})

it('is nothing where nothing moves', () => {
  expect(found(service('web') + object('v1/ResourceQuota', 'q', 'spec: {}'), ['absent'])).toEqual([])
})
