import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, service, workload } from '../../../../test/moves.ts'

const shop = workload('cart') + service('cart') + workload('web') + service('web')
const backend = (name: string) => `backend: { service: { name: ${name}, port: { number: 80 } } }`
const ingress = (spec: string, type = 'networking.k8s.io/v1/Ingress') => object(type, 'in', `spec: { ${spec} }`)
const paths = (...names: string[]) =>
  `rules: [{ http: { paths: [${names.map((name) => `{ ${backend(name)} }`).join(', ')}] } }]`

describe('an Ingress', () => {
  const found = (yaml: string) => linesOf(moveOf(shop + yaml, ['cart'], 'ingress-backend'))

  it('is changed at the backends that move', () => {
    expect(found(ingress(paths('web', 'cart')))).toEqual(['change Ingress in spec.rules[0].http.paths[1].backend'])
    const old = ingress(
      'backend: { serviceName: cart }, rules: [{ http: { paths: [{ backend: { serviceName: web } }] } }]',
      'extensions/v1beta1/Ingress',
    )
    expect(found(old)).toEqual(['change Ingress in spec.backend'])
  })

  it('moves where all its backends do', () => {
    expect(found(ingress(`defaultBackend: { service: { name: cart } }, ${paths('cart')}`))).toEqual([
      'moves Ingress in',
    ])
  })

  it('is changed where a backend is not among the resources', () => {
    expect(found(ingress(paths('cart', 'unknown')))).toEqual(['change Ingress in spec.rules[0].http.paths[0].backend'])
  })

  it('stays where none does, and where a Service of its own namespace has the same name', () => {
    expect(found(ingress(paths('web', 'cart-db')))).toEqual([])
    const other = object('networking.k8s.io/v1/Ingress', 'in', `spec: { ${paths('cart')} }`, 'namespace: other')
    expect(found(other)).toEqual([])
  })

  it('may be a Route', () => {
    const route = object(
      'route.openshift.io/v1/Route',
      'r',
      'spec: { to: { kind: Service, name: web }, alternateBackends: [{ name: cart }] }',
    )
    expect(found(route)).toEqual(['change Route r spec.alternateBackends[0]'])
  })
})

describe('a route of the Gateway API', () => {
  const route = (refs: string, metadata?: string) =>
    object('gateway.networking.k8s.io/v1/HTTPRoute', 'r', `spec: { rules: [{ backendRefs: [${refs}] }] }`, metadata)

  it('names the namespace of the Service that moves, and needs a grant there', () => {
    const [found, ...more] = moveOf(
      shop + route('{ name: web }, { name: cart }, { name: cart, kind: Bucket }'),
      ['cart'],
      'route-backend',
    )
    expect(more).toEqual([])
    expect(found).toMatchObject({
      path: ['spec', 'rules', 0, 'backendRefs', 1],
      remedy:
        'Set namespace: shop-privileged here, and let HTTPRoute of shop in by a ReferenceGrant in shop-privileged',
    })
  })

  it('counts in other namespaces where it names this one', () => {
    const away = (ref: string) => linesOf(moveOf(shop + route(ref, 'namespace: edge'), ['cart'], 'route-backend'))
    expect(away('{ name: cart, namespace: shop }')).toHaveLength(1)
    expect(away('{ name: cart }')).toEqual([])
  })

  it('may mirror requests to the Service, or be about requests to it', () => {
    const spec = (fields: string) => object('gateway.networking.k8s.io/v1/HTTPRoute', 'r', `spec: { ${fields} }`)
    const mirror = spec('rules: [{ filters: [{ requestMirror: { backendRef: { name: cart } } }] }]')
    expect(linesOf(moveOf(shop + mirror, ['cart'], 'route-backend'))).toEqual([
      'change HTTPRoute r spec.rules[0].filters[0].requestMirror.backendRef',
    ])
    const parent = spec('parentRefs: [{ name: cart }, { group: "", kind: Service, name: cart }]')
    const [found, ...more] = moveOf(shop + parent, ['cart'], 'route-backend')
    expect(more).toEqual([])
    expect(found).toMatchObject({
      path: ['spec', 'parentRefs', 1],
      message: 'HTTPRoute r holds for requests to the Service cart, which moves to shop-privileged',
    })
    expect(found?.remedy).toMatch(/^Make it in shop-privileged, beside the Service/)
  })

  it('is let in by grants that stay behind', () => {
    const grant = (name: string, to: string) =>
      object('gateway.networking.k8s.io/v1beta1/ReferenceGrant', name, `spec: { to: [${to}] }`)
    const yaml =
      shop +
      grant('all', '{ group: "", kind: Service }') +
      grant('web', '{ group: "", kind: Service, name: web }') +
      grant('secrets', '{ group: "", kind: Secret }')
    expect(linesOf(moveOf(yaml, ['cart'], 'reference-grant'))).toEqual(['copy ReferenceGrant all'])
  })
})
