import { expect, it } from 'vitest'
import { mentionsOf, type NamedService, qualifiedIn } from './host-names.ts'

const cart: NamedService = { name: 'cart', namespace: 'shop', ports: [6379, 80], headless: false }

const found = (text: string, label?: string, service = cart) =>
  mentionsOf(text, label, service).map(({ host, form, sure }) => `${form} ${host}${sure ? '' : '?'}`)

it.each([
  ['redis://cart:6379', 'short cart:6379'],
  ['redis://user:p4ss@cart:6379/0', 'short cart:6379'],
  ['redis://a:1,cart:6379', 'short cart:6379'],
  ['http://cart/', 'short cart'],
  ['https://cart?x=1', 'short cart'],
  ['http://cart:9999/', 'short cart:9999'],
  ['dns:///cart:80', 'short cart:80'],
  ['cart:6379', 'short cart:6379'],
  ['mysql,cart:6379', 'short cart:6379'],
  ['u:p@tcp(cart:80)/db', 'short cart:80'],
  ['jdbc:oracle:thin:@cart:80', 'short cart:80'],
  ['until nc -z cart 6379; do sleep 1; done', 'short cart'],
  ['redis-cli -h cart ping', 'short cart'],
  ['wget --host="cart" -q', 'short cart'],
  ['a: 1\nupstream: cart\n', 'short cart'],
  ['{"host": "cart"}', 'short cart'],
  ['http://cart.shop.svc.cluster.local/', 'qualified cart.shop.svc.cluster.local'],
  ['http://cart.shop.svc.cluster.local.:80/', 'qualified cart.shop.svc.cluster.local.:80'],
  ['cart.shop.svc', 'qualified cart.shop.svc'],
  ['cart.shop', 'qualified cart.shop'],
  ['http://cart.shop/v1', 'qualified cart.shop'],
  ['cart.shop:80', 'qualified cart.shop:80'],
  ['let x = cart.shop;', 'qualified cart.shop?'],
  ['*.cart.shop.svc', 'qualified *.cart.shop.svc'],
  ['_http._tcp.cart.shop.svc.corp.example', 'qualified _http._tcp.cart.shop.svc.corp.example'],
  ['HTTP://CART.shop.svc', 'qualified CART.shop.svc'],
])('finds the Service in %s', (text, expected) => {
  expect(found(text)).toEqual([expected])
})

it.each([
  'redis://cart-db:6379',
  'http://my-cart:80',
  'http://cart.example.com',
  'http://cart.shop.example.com',
  'http://cart.shopping.svc.cluster.local',
  'http://cart2/',
  'shop/cart:80',
  'registry.example/cart:80',
  'cart:1.0',
  'cart:2',
  'cart:80-alpine',
  'cart@sha256:0000',
  'cart.shop/v1',
  'cart.shop/app: x',
  'me@cart.shop',
  'www.cart.shop',
  '/etc/cart',
  '/cart',
  'put it in the cart please',
  'http://example.com/cart',
  'http://example.com/?next=/cart',
  'host: cart-db',
  'image: cart:80',
  'cartridge',
])('does not find it in %s', (text) => {
  expect(found(text)).toEqual([])
})

it('takes a value that is the name alone for a host where its label says so, and for doubtful elsewhere', () => {
  expect(found('cart', 'REDIS_HOST')).toEqual(['short cart'])
  expect(found('cart', 'redisAddr')).toEqual(['short cart'])
  expect(found('cart', '--server')).toEqual(['short cart'])
  expect(found('a, cart', 'HOSTS')).toEqual(['short cart'])
  expect(found('cart', 'SERVICE_NAME')).toEqual(['short cart?'])
  expect(found('cart')).toEqual(['short cart?'])
  expect(found('cart:80', 'CART_IMAGE')).toEqual([])
})

it('finds the pods of a headless Service, on any port', () => {
  const headless = { ...cart, ports: [], headless: true }
  expect(found('cart-0.cart.shop:7000', undefined, headless)).toEqual(['qualified cart-0.cart.shop:7000'])
  expect(found('cart:7000', undefined, headless)).toEqual(['short cart:7000'])
})

it('finds each mention once, and only qualified ones when asked', () => {
  const text = 'http://cart http://cart.shop.svc'
  expect(found(text)).toEqual(['qualified cart.shop.svc', 'short cart'])
  expect(qualifiedIn(text, cart).map(({ host }) => host)).toEqual(['cart.shop.svc'])
})

it('keeps to linear time on long texts without a match', () => {
  const text = `cart.shop ${'a.'.repeat(50_000)} ${'cart'.repeat(50_000)} ${'@'.repeat(50_000)}`
  const start = performance.now()
  found(text)
  expect(performance.now() - start).toBeLessThan(2000)
})
