import { expect, it } from 'vitest'
import { linesOf, moveOf, object, workload } from '../../../../test/moves.ts'

const made = (metadata: string, name = 'cart') =>
  workload(name).replace('namespace: shop }', `namespace: shop, ${metadata} }`)
const found = (yaml: string, names = ['cart']) => linesOf(moveOf(yaml, names, 'origin'))

it('tells what a controller makes, whether it was given or not', () => {
  const owners = 'ownerReferences: [{ kind: Team, name: a }, { kind: Shop, name: main, controller: true }]'
  const line = 'change Deployment cart metadata.ownerReferences[1]'
  expect(found(made(owners))).toEqual([line])
  expect(moveOf(made(owners), ['cart'], 'origin')[0]).toMatchObject({
    message: 'Deployment cart is made by Shop main, which would make it in shop again',
    remedy: 'Move Shop main to shop-privileged in place of what it makes',
  })
  expect(found(made(owners) + object('example.com/v1/Shop', 'main', 'spec: {}'))).toEqual([line])
  expect(found(made('ownerReferences: [{ kind: Team, name: a }]'))).toEqual([])
})

it('tells of no more than the controller at the head', () => {
  const set = workload('cart-5d9', { kind: 'ReplicaSet' }).replace(
    'namespace: shop }',
    'namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: cart, controller: true }] }',
  )
  expect(found(workload('cart') + set)).toEqual([])
  expect(found(set, ['cart-5d9'])).toHaveLength(1)
  const pod = (name: string) =>
    object(
      'v1/Pod',
      name,
      'spec: { containers: [{ name: a, image: a }] }',
      'namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: cart-5d9, controller: true }]',
    )
  expect(found(pod('a') + pod('b'), ['a', 'b'])).toHaveLength(1)
  expect(moveOf(pod('a'), ['a'], 'origin')[0]?.remedy).toBe(
    'Move ReplicaSet cart-5d9, or the Deployment that made it, to shop-privileged in place of what it makes',
  )
})

it('tells what a Helm release holds', () => {
  const release = 'meta.helm.sh/release-name: store, meta.helm.sh/release-namespace: ops'
  const [told, ...more] = moveOf(made(`annotations: { ${release} }`), ['cart'], 'origin')
  expect(more).toEqual([])
  expect(told).toMatchObject({ action: 'check', path: ['metadata', 'annotations', 'meta.helm.sh/release-name'] })
  expect(told?.message).toContain('is of the Helm release store of ops, which puts it into shop again')
  const labels = (manager: string) => made(`labels: { app.kubernetes.io/managed-by: ${manager} }`)
  expect(found(labels('Helm'))).toEqual(['check Deployment cart metadata.labels["app.kubernetes.io/managed-by"]'])
  expect(found(labels('kustomize'))).toEqual([])
  expect(found(workload('cart'))).toEqual([])
})
