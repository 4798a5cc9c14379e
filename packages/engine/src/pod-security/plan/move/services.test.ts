import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, service, workload } from '../../../../test/moves.ts'

describe('a Service of moved pods', () => {
  it('moves along when all its pods do, and is split when some stay', () => {
    const yaml = workload('cart') + workload('web', { labels: 'app: web, tier: all' }) + service('cart')
    expect(linesOf(moveOf(yaml, ['cart']))).toEqual(['moves Service cart'])
    const both =
      yaml + workload('agent', { labels: 'app: agent, tier: all' }) + service('all', 'selector: { tier: all }')
    const [split, ...more] = moveOf(both, ['agent'])
    expect(more).toEqual([])
    expect(split).toMatchObject({
      action: 'change',
      path: ['spec', 'selector'],
      message: 'The Service all would lose the pods of Deployment agent and keep those of Deployment web',
    })
  })

  it('is told to get a new address where it has one outside of the cluster', () => {
    const yaml = workload('cart') + service('cart', 'type: LoadBalancer, selector: { app: cart }')
    expect(moveOf(yaml, ['cart'])[0]?.remedy).toMatch(
      /^Make it in shop-privileged; its load balancer gets a new address/,
    )
  })

  it('is left alone in other namespaces, without a selector, and when its pods stay', () => {
    const yaml =
      workload('cart') +
      workload('web') +
      service('web') +
      service('none', 'ports: []') +
      object('v1/Service', 'cart', 'spec: { selector: { app: cart } }', 'namespace: other')
    expect(moveOf(yaml, ['cart'])).toEqual([])
  })
})

describe('the Service that a StatefulSet names', () => {
  const set = (name: string, serviceName: string) =>
    workload(name, { kind: 'StatefulSet', spec: `serviceName: ${serviceName}` })

  it('is copied where it does not move with the set, either way', () => {
    const headless = service('peers', 'clusterIP: None, selector: { app: web }')
    const yaml = set('db', 'peers') + workload('web') + headless
    expect(linesOf(moveOf(yaml, ['db'], 'stateful-set-service'))).toEqual(['copy Service peers'])
    expect(linesOf(moveOf(yaml, ['web'], 'stateful-set-service'))).toEqual(['copy StatefulSet db spec.serviceName'])
  })

  it('is split where it has the pods of others too', () => {
    const member = (name: string) =>
      workload(name, { kind: 'StatefulSet', spec: 'serviceName: all', labels: 'tier: db' })
    const yaml = member('a') + member('b') + service('all', 'clusterIP: None, selector: { tier: db }')
    expect(linesOf(moveOf(yaml, ['a']))).toEqual(['change Service all spec.selector'])
  })

  it('goes along with the set that it selects', () => {
    const yaml = set('db', 'db') + service('db', 'clusterIP: None, selector: { app: db }')
    expect(linesOf(moveOf(yaml, ['db']))).toEqual(['moves Service db'])
  })
})

it('leaves a Service that is only another name, whatever it selects, where pods that move have to name it with its namespace', () => {
  const alias = service('db', 'type: ExternalName, externalName: db.example, selector: { app: cart }')
  expect(linesOf(moveOf(workload('cart') + alias, ['cart']))).toEqual([])
  const client = workload('cart', { container: 'args: ["postgres://db/x"]' })
  expect(moveOf(client + alias, ['cart']).map(({ remedy }) => remedy)).toEqual(['Name it db.shop.svc'])
})
