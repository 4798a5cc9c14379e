import { describe, expect, it } from 'vitest'
import { networkOf, networkPolicy, pod, verdict } from '../../../test/network-of.ts'

const template = (labels = 'app: cart') =>
  `{ metadata: { labels: { ${labels} } }, spec: { containers: [{ name: app, image: app }] } }`
const workload = (kind: string, name: string, more = '', spec = `template: ${template()}`) => `
apiVersion: apps/v1
kind: ${kind}
metadata: { namespace: shop, name: ${name}${more} }
spec: { ${spec} }
`
const ownedBy = (kind: string, name: string) =>
  `, ownerReferences: [{ apiVersion: apps/v1, kind: ${kind}, name: ${name}, controller: true }]`
const podOf = (kind: string, name: string, labels = '', phase = 'Running') =>
  workload('Pod', `${name}-x`, `, labels: { ${labels} }${ownedBy(kind, name)}`, 'containers: [{ name: app }]').concat(
    `status: { phase: ${phase} }`,
  )
const ids = (...texts: readonly string[]) => networkOf(...texts).model.endpoints.map(({ id }) => id)

describe('endpoints', () => {
  it('are pods, and templates that no pod is there of', () => {
    expect(ids(workload('Deployment', 'cart'))).toEqual(['Deployment shop/cart'])
    expect(ids(workload('StatefulSet', 'db'), podOf('StatefulSet', 'db'))).toEqual(['shop/db-x'])
    const cronJob = workload('CronJob', 'report', '', `jobTemplate: { spec: { template: ${template()} } }`)
    expect(ids(cronJob)).toEqual(['CronJob shop/report'])
  })

  it('are no templates of Deployments whose pods are there, with their ReplicaSets or without', () => {
    const replicaSet = workload('ReplicaSet', 'cart-5d9c', ownedBy('Deployment', 'cart'))
    const own = podOf('ReplicaSet', 'cart-5d9c', 'pod-template-hash: 5d9c')
    expect(ids(workload('Deployment', 'cart'), replicaSet, own)).toEqual(['shop/cart-5d9c-x'])
    expect(ids(workload('Deployment', 'cart'), own)).toEqual(['shop/cart-5d9c-x'])
    expect(ids(workload('Deployment', 'cart'), replicaSet)).toEqual(['Deployment shop/cart'])
  })

  it('are no pods that have ended, nor the Jobs that they were of', () => {
    expect(ids(pod('shop/cart', { phase: 'Succeeded' }), pod('shop/db', { phase: 'Failed' }))).toEqual([])
    expect(ids(workload('Job', 'load'), podOf('Job', 'load', '', 'Succeeded'))).toEqual([])
    expect(ids(workload('Deployment', 'web'), podOf('Deployment', 'web', '', 'Failed'))).toEqual([
      'Deployment shop/web',
    ])
    const cronJob = workload('CronJob', 'report', '', `jobTemplate: { spec: { template: ${template()} } }`)
    const job = workload('Job', 'report-29001234', ownedBy('CronJob', 'report'))
    expect(ids(cronJob, job, podOf('Job', 'report-29001234', '', 'Succeeded'))).toEqual(['CronJob shop/report'])
  })

  it('are pods of custom resources by the shape of their template', () => {
    expect(ids(workload('Rollout', 'cart'))).toEqual(['Rollout shop/cart'])
  })

  it('leave the address of a pod that has ended to others', () => {
    const network = networkOf(
      pod('shop/old', { ips: ['10.0.0.1'], phase: 'Succeeded' }),
      pod('shop/new', { ips: ['10.0.0.1'] }),
      pod('shop/db', { ips: ['10.0.0.2'] }),
      networkPolicy(
        '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: new } } }] }] }',
      ),
    )
    expect(verdict(network, '10.0.0.1', 'shop/db')).toBe('allow')
  })

  it('give ports the names of their containers and sidecars, but not of other init containers', () => {
    const network = networkOf(
      pod('shop/client'),
      `
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: db }
spec:
  initContainers:
    - { name: proxy, restartPolicy: Always, ports: [{ name: proxy, containerPort: 15001 }, { name: web, containerPort: 1 }] }
    - { name: setup, ports: [{ name: setup, containerPort: 99 }] }
  containers: [{ name: db, ports: [{ name: web, containerPort: 80 }] }]
`,
      networkPolicy('{ podSelector: {}, ingress: [{ ports: [{ port: proxy }, { port: setup }, { port: web }] }] }'),
    )
    const allowed = [1, 80, 99, 15_001].filter((port) => verdict(network, 'shop/client', 'shop/db', port) === 'allow')
    expect(allowed).toEqual([80, 15_001])
  })

  it.each([
    '1',
    '[]',
    '{ spec: 1 }',
    '{ kind: Pod }',
    '{ kind: Pod, metadata: 1, spec: [], status: { podIPs: { a: b } } }',
  ])('never throw on %s', (text) => {
    expect(() => ids(text)).not.toThrow()
  })
})
