import { expect, it } from 'vitest'
import { buildNetwork, exposuresOf, Resolver } from '../index.ts'

const pod = (name: string, podIPs: readonly string[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'a', labels: { app: name } },
  spec: { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort: 80 }] }] },
  status: { podIPs: podIPs.map((ip) => ({ ip })) },
})
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'six', namespace: 'a' },
  spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }] }] },
}

it('meets from outside the addresses of its own families alone', () => {
  const { model } = buildNetwork([pod('four', ['10.0.0.1']), pod('both', ['10.0.0.2', 'fd00::2']), policy])
  const found = exposuresOf(model, new Resolver(model))
  expect(found.map(({ workload, policies }) => [workload, policies])).toEqual([
    ['Pod a/both', { allowed: ['outside (IPv6)'], denied: ['outside'], isPublic: true }],
    ['Pod a/four', { allowed: [], denied: ['outside'], isPublic: false }],
  ])
})
