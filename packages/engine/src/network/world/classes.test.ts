import { describe, expect, it } from 'vitest'
import { clusterPolicy, namespace, networkOf, networkPolicy, node, pod } from '../../../test/network-of.ts'

const members = (...texts: readonly string[]) =>
  networkOf(...texts)
    .model.classes.all.filter(({ kind }) => kind !== 'external')
    .map((each) => each.members.map(({ name }) => name))
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
const pods = [pod('shop/a', { labels: 'app: a, id: one' }), pod('shop/b', { labels: 'app: b, id: two' }), pod('shop/c')]

describe('classes', () => {
  it('are one for all pods of a namespace that no policy tells apart', () => {
    expect(members(...pods)).toEqual([['a', 'b', 'c']])
    expect(members(...pods, networkPolicy('{ podSelector: {} }'))).toEqual([['a', 'b', 'c']])
    expect(members(...pods, pod('ops/d'))).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('part pods by the labels that policies name, and by their values only as far as they are named', () => {
    expect(members(...pods, networkPolicy('{ podSelector: { matchLabels: { app: a } } }'))).toEqual([['a'], ['b', 'c']])
    const exists = '{ podSelector: { matchExpressions: [{ key: id, operator: Exists }] } }'
    expect(members(...pods, networkPolicy(exists))).toEqual([['a', 'b'], ['c']])
  })

  it('part pods by the numbers of ports that policies name', () => {
    const named = [
      pod('shop/a', { ports: ['web 80', 'x 1'] }),
      pod('shop/b', { ports: ['web 8080'] }),
      pod('shop/c', { ports: ['web 80'] }),
    ]
    expect(members(...named, networkPolicy('{ podSelector: {}, ingress: [{ ports: [{ port: web }] }] }'))).toEqual([
      ['a', 'c'],
      ['b'],
    ])
  })

  it('part pods by the blocks that hold their addresses, family by family', () => {
    const dual = [pod('shop/a', { ips: ['10.0.0.1', 'fd00::1'] }), pod('shop/b', { ips: ['10.0.0.2', 'fd00::2'] })]
    expect(members(...dual)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    const block = networkPolicy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: fd00::1/128 } }] }] }')
    expect(members(...dual, block)).toEqual([['a'], ['a', 'b'], ['b']])
  })

  it('know the node where that matters', () => {
    const world = [
      namespace('shop'),
      node('one', '192.168.0.1', 'zone: a'),
      pod('shop/agent', { hostNetwork: true, node: 'one', ips: ['192.168.0.1'] }),
      pod('shop/proxy', { hostNetwork: true, node: 'two', ips: ['192.168.0.2'] }),
    ]
    const nodes = clusterPolicy(
      '{ tier: Admin, priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ nodes: { matchLabels: { zone: a } } }] }] }',
    )
    expect(members(...world, nodes)).toEqual([['agent'], ['one'], ['proxy']])
  })
})
