import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, service, workload } from '../../../../test/moves.ts'

const env = (name: string, value: string) => `env: [{ name: ${name}, value: ${JSON.stringify(value)} }]`
const cart = workload('cart') + service('cart')
const clients = (yaml: string, names = ['cart']) => linesOf(moveOf(yaml, names, 'host-name'))

describe('who names a Service that moves', () => {
  it('is changed, by a short name or a longer one', () => {
    const yaml =
      cart +
      workload('web', { container: env('REDIS_URL', 'redis://cart:6379') }) +
      workload('api', { container: env('CART', 'http://cart.shop.svc.cluster.local/') }) +
      workload('job', { container: 'command: [wait, "--host=cart"], args: [x, "cart:6379"]' })
    expect(clients(yaml)).toEqual([
      'change Deployment web spec.template.spec.containers[0].env[0].value',
      'change Deployment api spec.template.spec.containers[0].env[0].value',
      'change Deployment job spec.template.spec.containers[0].command[1]',
      'change Deployment job spec.template.spec.containers[0].args[1]',
    ])
    expect(moveOf(yaml, ['cart'], 'host-name')[0]).toMatchObject({
      message: 'Deployment web names the Service cart as cart:6379, which moves to shop-privileged',
      remedy: 'Name it cart.shop-privileged.svc',
    })
  })

  it('is not one who names something longer, or an image, or a program', () => {
    const yaml =
      cart +
      workload('cart-db') +
      service('cart-db') +
      workload('web', {
        container: `command: [cart], args: ["--image=cart:6379"], ${env('URL', 'redis://cart-db:6379')}`,
      }) +
      workload('api', { container: env('URL', 'http://cart.example.com') })
    expect(clients(yaml)).toEqual([])
  })

  it('is checked where a mere word may be the name', () => {
    expect(clients(cart + workload('web', { container: env('MODE', 'cart') }))).toEqual([
      'check Deployment web spec.template.spec.containers[0].env[0].value',
    ])
  })

  it('may be in another namespace, where only longer names lead to it', () => {
    const away = (value: string) => cart + workload('web', { namespace: 'other', container: env('URL', value) })
    expect(clients(away('http://cart.shop/'))).toHaveLength(1)
    expect(clients(away('http://cart/'))).toEqual([])
    const searching = workload('web', {
      namespace: 'other',
      container: env('URL', 'http://cart/'),
      pod: 'dnsConfig: { searches: [shop.svc.cluster.local] }',
    })
    expect(clients(cart + searching)).toHaveLength(1)
  })

  it('is not one whose search list has the new namespace, by a short name', () => {
    const pod = 'dnsConfig: { searches: [shop-privileged.svc.cluster.local] }'
    const searching = (value: string) => cart + workload('web', { container: env('URL', value), pod })
    expect(clients(searching('http://cart/'))).toEqual([])
    expect(clients(searching('http://cart.shop/'))).toHaveLength(1)
    const user = (name: string, spec: object) =>
      workload(name, { container: 'envFrom: [{ configMapRef: { name: c } }]', ...spec })
    const config = object('v1/ConfigMap', 'c', 'data: { URL: "http://cart/" }')
    expect(clients(cart + config + user('web', { pod }))).toEqual([])
    expect(clients(cart + config + user('web', { pod }) + user('api', {}))).toHaveLength(1)
  })

  it('is not one that uses the resolver of its node', () => {
    const onNode = (policy: string) =>
      cart + workload('web', { pod: `hostNetwork: true, ${policy}`, container: env('URL', 'http://cart/') })
    expect(clients(onNode('dnsPolicy: ClusterFirst'))).toEqual([])
    expect(clients(onNode('dnsPolicy: ClusterFirstWithHostNet'))).toHaveLength(1)
  })

  it('is checked for a Service that is split', () => {
    const yaml =
      workload('a', { labels: 'tier: all' }) +
      workload('b', { labels: 'tier: all', container: env('URL', 'http://all/') }) +
      service('all', 'selector: { tier: all }')
    expect(clients(yaml, ['a'])).toEqual(['check Deployment b spec.template.spec.containers[0].env[0].value'])
  })
})

describe('what moves and names Services', () => {
  const web = workload('web') + service('web')
  const moving = (value: string, pod?: string) =>
    web + service('cart') + workload('cart', { container: env('URL', value), ...(pod === undefined ? {} : { pod }) })

  it('has to name those that stay with their namespace', () => {
    const [found] = moveOf(moving('http://web:6379'), ['cart'], 'host-name')
    expect(found).toMatchObject({ action: 'change', remedy: 'Name it web.shop.svc' })
    expect(clients(moving('http://web.shop.svc'))).toEqual([])
    expect(clients(moving('http://web', 'dnsConfig: { searches: [shop.svc.cluster.local] }'))).toEqual([])
  })

  it('may name those that move by their short names only', () => {
    expect(clients(moving('http://cart'))).toEqual([])
    expect(clients(moving('http://cart.shop'))).toHaveLength(1)
  })
})

describe('data that names a Service', () => {
  const config = object('v1/ConfigMap', 'settings', 'data: { app.yaml: "cache:\\n  host: cart\\n", MODE: fast }')
  const user = (name: string) => workload(name, { container: 'envFrom: [{ configMapRef: { name: settings } }]' })

  it('is changed where those who use it stay', () => {
    expect(clients(cart + config + user('web'))).toEqual(['change ConfigMap settings data["app.yaml"]'])
  })

  it('is checked where nobody is known to use it, and left where only the moved do', () => {
    expect(clients(cart + config)).toEqual(['check ConfigMap settings data["app.yaml"]'])
    expect(clients(service('cart') + config + user('cart'))).toEqual([])
  })

  it('is told of once where pods of both sides use it', () => {
    const both = object('v1/ConfigMap', 'settings', 'data: { URL: "http://cart.shop/" }')
    const users = workload('cart', { container: 'envFrom: [{ configMapRef: { name: settings } }]' }) + user('web')
    expect(clients(users + service('cart') + both)).toEqual(['change ConfigMap settings data.URL'])
  })

  it('may be declared without a namespace', () => {
    const bare = object('v1/ConfigMap', 'settings', 'data: { REDIS_HOST: cart }', 'labels: {}')
    expect(clients(cart + bare + user('web'))).toEqual(['change ConfigMap settings data.REDIS_HOST'])
    expect(clients(cart + bare)).toEqual([])
    expect(clients(cart + bare + config + user('web'))).toEqual(['change ConfigMap settings data["app.yaml"]'])
  })

  it('is read in Secrets too, of which no more than the host is shown', () => {
    const secret = object('v1/Secret', 'db', `data: { URL: ${btoa('redis://me:hunter2@cart:6379')}, BIN: "%%" }`)
    const reader = workload('web', { container: 'envFrom: [{ secretRef: { name: db } }]' })
    const [found, ...more] = moveOf(cart + secret + reader, ['cart'], 'host-name')
    expect(more).toEqual([])
    expect(found?.message).toBe('Secret db names the Service cart as cart:6379, which moves to shop-privileged')
  })

  it('may be an annotation for a controller of Ingresses', () => {
    const url = 'nginx.ingress.kubernetes.io/auth-url: "http://cart.shop.svc/auth"'
    const ingress = object('networking.k8s.io/v1/Ingress', 'in', 'spec: {}', `namespace: edge, annotations: { ${url} }`)
    expect(clients(cart + ingress)).toEqual([
      'change Ingress in metadata.annotations["nginx.ingress.kubernetes.io/auth-url"]',
    ])
  })

  it('may be a custom resource', () => {
    const rule = object(
      'networking.istio.io/v1/VirtualService',
      'v',
      'spec: { hosts: [cart.shop.svc.cluster.local, cart] }',
    )
    expect(clients(cart + rule)).toEqual(['change VirtualService v spec.hosts[0]'])
  })
})

it('finds variables that the kubelet makes for Services, both ways', () => {
  const yaml =
    service('my-cart', 'selector: { app: cart }') +
    service('web') +
    workload('cart', { container: 'args: ["$(WEB_SERVICE_HOST):$(MY_CART_SERVICE_PORT)"]' }) +
    workload('web', { container: 'args: ["$(MY_CART_SERVICE_HOST)"]' }) +
    workload('api', { pod: 'enableServiceLinks: false', container: 'args: ["$(MY_CART_SERVICE_HOST)"]' })
  expect(linesOf(moveOf(yaml, ['cart'], 'service-variable'))).toEqual([
    'change Deployment web spec.template.spec.containers[0].args[0]',
    'change Deployment cart spec.template.spec.containers[0].args[0]',
  ])
})

it('leaves variables that a container sets itself, and those that the kubelet does not make', () => {
  const reads = 'args: ["$(CART_SERVICE_HOST)"]'
  const found = (container: string, services = service('cart')) =>
    linesOf(moveOf(workload('cart') + services + workload('web', { container }), ['cart'], 'service-variable'))
  expect(found(reads)).toHaveLength(1)
  expect(found(`${reads}, env: [{ name: CART_SERVICE_HOST, value: x }]`)).toEqual([])
  expect(found(reads, service('cart', 'clusterIP: None, selector: { app: cart }'))).toEqual([])
  const beside = workload('web', {
    container: `${reads} }, { name: b, image: b, env: [{ name: CART_SERVICE_HOST, value: x }]`,
  })
  expect(moveOf(workload('cart') + service('cart') + beside, ['cart'], 'service-variable')).toHaveLength(1)
})

it('tells search lists that name the namespace', () => {
  const searches = 'dnsConfig: { searches: [shop.svc.cluster.local, workshop.svc.cluster.local] }'
  const yaml = workload('web', { namespace: 'other', pod: searches }) + workload('cart', { pod: searches })
  const found = (text: string) => linesOf(moveOf(text, ['cart'], 'dns-search'))
  const moved = 'check Deployment cart spec.template.spec.dnsConfig.searches[0]'
  expect(found(yaml)).toEqual([moved])
  const both = 'dnsConfig: { searches: [shop.svc.cluster.local, shop-privileged.svc.cluster.local] }'
  expect(found(workload('cart') + service('cart') + workload('web', { pod: both }))).toEqual([])
  expect(found(yaml + service('cart'))).toEqual([
    'change Deployment web spec.template.spec.dnsConfig.searches[0]',
    moved,
  ])
})
