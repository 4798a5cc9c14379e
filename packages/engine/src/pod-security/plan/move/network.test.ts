import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, workload } from '../../../../test/moves.ts'

const policy = (name: string, spec: string, metadata?: string) =>
  object('networking.k8s.io/v1/NetworkPolicy', name, `spec: { ${spec} }`, metadata)
const shop = workload('cart') + workload('web')

describe('a NetworkPolicy that selects moved pods', () => {
  const found = (text: string) => moveOf(shop + text, ['cart'], 'network-policy')

  it('moves where it selects no others, and is copied where it does', () => {
    expect(linesOf(found(policy('p', 'podSelector: { matchLabels: { app: cart } }, ingress: [{}]')))).toEqual([
      'moves NetworkPolicy p',
    ])
    const both = 'podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart, web] }] }'
    expect(linesOf(found(policy('p', both)))).toEqual(['copy NetworkPolicy p'])
    expect(linesOf(found(policy('p', 'podSelector: {}')))).toEqual(['copy NetworkPolicy p'])
    expect(
      found(policy('p', 'podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [cart] }] }')),
    ).toEqual([])
    expect(found(policy('p', 'podSelector: {}', 'namespace: other'))).toEqual([])
  })

  it.each([
    ['podSelector: {}', 'denies ingress to Deployment cart in shop only, and leaves them open to all ingress'],
    ['podSelector: {}, ingress: [{}]', 'isolates Deployment cart in shop only, and leaves them open to all ingress'],
    [
      'podSelector: {}, egress: [{}]',
      'denies ingress to Deployment cart in shop only, and leaves them open to all ingress and egress',
    ],
    [
      'podSelector: {}, policyTypes: [Egress]',
      'denies egress to Deployment cart in shop only, and leaves them open to all egress',
    ],
  ])('tells what is open without it: %s', (spec, expected) => {
    expect(found(policy('p', spec))[0]?.message).toBe(`NetworkPolicy p ${expected} in shop-privileged`)
  })
})

describe('a peer', () => {
  const found = (text: string, yaml = shop) => moveOf(yaml + text, ['cart'], 'network-policy-peer')
  const app = (name: string) => `podSelector: { matchLabels: { app: ${name} } }`

  it('of pods that move, in a policy of pods that stay, needs their namespace', () => {
    for (const [rules, path] of [
      [`ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { ${app('cart')} }] }]`, 'spec.ingress[0].from[1]'],
      [`egress: [{ to: [{ ${app('cart')} }] }]`, 'spec.egress[0].to[0]'],
    ] as const) {
      const [first, ...more] = found(policy('p', `${app('web')}, ${rules}`))
      expect(more).toEqual([])
      expect(first && linesOf([first])).toEqual([`change NetworkPolicy p ${path}`])
      expect(first?.remedy).toBe(
        'Add a peer with the same podSelector and a namespaceSelector for kubernetes.io/metadata.name: shop-privileged',
      )
    }
  })

  it('of pods that stay, in a policy of pods that move, needs theirs', () => {
    const [first, ...more] = found(policy('p', `${app('cart')}, ingress: [{ from: [{ ${app('web')} }] }]`))
    expect(more).toEqual([])
    expect(first?.remedy).toBe(
      'In shop-privileged, add a namespaceSelector for kubernetes.io/metadata.name: shop to this peer',
    )
  })

  it('of all pods of the namespace breaks both ways', () => {
    expect(found(policy('p', 'podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }]'))).toHaveLength(2)
  })

  it('of the namespace of another policy does not break', () => {
    const rules = 'ingress: [{ from: [{ podSelector: {} }] }]'
    expect(found(policy('p', `podSelector: {}, ${rules}`, 'namespace: other'))).toEqual([])
  })

  it('counts only for the types that the policy is about', () => {
    const spec = `${app('web')}, policyTypes: [Ingress], egress: [{ to: [{ ${app('cart')} }] }]`
    expect(found(policy('p', spec))).toEqual([])
  })

  it('of the same side does not break', () => {
    expect(found(policy('p', `${app('web')}, ingress: [{ from: [{ ${app('web')} }] }]`))).toEqual([])
    expect(found(policy('p', `${app('cart')}, ingress: [{ from: [{ ${app('cart')} }] }]`))).toEqual([])
  })

  it('by the labels of the namespace breaks where the new one has others', () => {
    const from = (selector: string) =>
      policy('p', `podSelector: {}, ingress: [{ from: [{ namespaceSelector: { ${selector} } }] }]`, 'namespace: db')
    const namespace = object('v1/Namespace', 'shop', 'spec: {}', 'labels: { team: a }')
    const actions = (text: string, known = namespace) =>
      found(text, shop + known).map(({ action, remedy }) => `${action}: ${remedy}`)
    const named = 'matchLabels: { kubernetes.io/metadata.name: shop }'
    expect(actions(from(named))).toEqual([
      'change: Add a peer with a namespaceSelector for kubernetes.io/metadata.name: shop-privileged',
    ])
    expect(actions(from(named), '')).toHaveLength(1)
    const label = 'Give shop-privileged the labels of shop that it selects by'
    expect(actions(from('matchLabels: { team: a }'))).toEqual([`change: ${label}`])
    expect(actions(from('matchLabels: { team: a }'), '')).toEqual([`check: ${label}`])
    expect(actions(from('matchLabels: { team: b }'))).toEqual([])
    expect(actions(from(''))).toEqual([])
    expect(actions(from('matchExpressions: [{ key: team, operator: DoesNotExist }]'))).toEqual([])
  })
})

it('leaves the peers of a policy that selects nobody', () => {
  const from = 'ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }]'
  const found = (app: string) =>
    moveOf(
      shop +
        workload('db', { namespace: 'db' }) +
        policy('p', `podSelector: { matchLabels: { app: ${app} } }, ${from}`, 'namespace: db'),
      ['cart'],
    )
  expect(found('db')).toHaveLength(1)
  expect(found('gone')).toEqual([])
})

it('proposes no label for copying that is the name of the namespace', () => {
  const from = policy(
    'p',
    'podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: shop } } }] }]',
    'namespace: db',
  )
  const namespace = object('v1/Namespace', 'shop', 'spec: {}', 'labels: { name: shop }')
  const add = 'Add a peer with a namespaceSelector for kubernetes.io/metadata.name: shop-privileged'
  const told = (yaml: string) =>
    moveOf(shop + from + yaml, ['cart']).map(({ action, remedy }) => `${action}: ${remedy}`)
  expect(told(namespace)).toEqual([`change: ${add}`])
  expect(told('')).toEqual([`check: ${add}`])
})

it('asks to look at policies of other kinds', () => {
  const other = object('cilium.io/v2/CiliumNetworkPolicy', 'c', 'spec: {}')
  expect(linesOf(moveOf(shop + other, ['cart'], 'network-policy'))).toEqual(['check CiliumNetworkPolicy c'])
})
