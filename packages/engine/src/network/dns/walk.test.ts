import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { buildNetwork } from '../index.ts'
import { dnsOf } from './dns.ts'
import type { Libc } from './lookup.ts'
import type { Walk } from './walk.ts'

const shop = `apiVersion: v1
kind: Service
metadata: {name: redis, namespace: shop}
spec: {clusterIP: None, selector: {app: redis}, ports: [{port: 6379}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {clusterIP: 10.96.3.4, selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: pay, namespace: shop}
spec: {type: ExternalName, externalName: api.pay.example}
---
apiVersion: v1
kind: Service
metadata: {name: near, namespace: shop}
spec: {type: ExternalName, externalName: cart.shop.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: empty, namespace: shop}
spec: {clusterIP: None, selector: {app: nothing}, ports: [{port: 1}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis, namespace: shop}
spec: {serviceName: redis, replicas: 2, template: {metadata: {labels: {app: redis}}, spec: {containers: [{name: a, image: redis}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {clusterIP: 10.96.0.10, clusterIPs: [10.96.0.10, "fd00:96::a"], selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP}]}
---
`

const corefile = (text: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: coredns, namespace: kube-system}
data:
  Corefile: |
${text.replace(/^/gm, '    ')}
---
`

function walk(name: string, { spec = '', more = '', libc }: { spec?: string; more?: string; libc?: Libc } = {}): Walk {
  const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {containers: [{name: a, image: web}]${spec}}\n`
  const { model } = buildNetwork(clusterOf(`${shop}${more}${pod}`).resources)
  const found = model.endpoints.find((each) => each.id === 'shop/web')
  if (found === undefined) throw new Error('no pod')
  return dnsOf(model).walk(found, name, libc)
}

const told = ({ steps }: Walk) =>
  steps.map(({ attempt, outcome, answer: { by } }) => `${attempt.name}: ${outcome} (${by})`)

describe('walk', () => {
  it('finds a Service of the namespace with the first query', () => {
    const found = walk('cart')
    expect(told(found)).toEqual(['cart.shop.svc.cluster.local: addresses (Service shop/cart)'])
    expect(found.queries).toEqual([
      { name: 'cart.shop.svc.cluster.local', type: 'A', nameserver: '10.96.0.10' },
      { name: 'cart.shop.svc.cluster.local', type: 'AAAA', nameserver: '10.96.0.10' },
    ])
    expect(found.end?.answer.addresses).toEqual(['10.96.3.4'])
  })

  it('tries the search domains before a name of the internet', () => {
    const found = walk('example.com')
    expect(told(found)).toEqual([
      'example.com.shop.svc.cluster.local: no such name (plugin kubernetes)',
      'example.com.svc.cluster.local: no such name (plugin kubernetes)',
      'example.com.cluster.local: no such name (plugin kubernetes)',
      'example.com: addresses (upstream)',
    ])
    expect(found.queries).toHaveLength(8)
    expect(found.end?.answer.presumed).toBe(true)
    expect(walk('example.com.').queries).toHaveLength(2)
  })

  it('follows an ExternalName inside and outside', () => {
    expect(walk('pay').end?.answer).toMatchObject({ aliases: ['api.pay.example'], presumed: true })
    expect(walk('near').end?.answer).toMatchObject({
      aliases: ['cart.shop.svc.cluster.local'],
      addresses: ['10.96.3.4'],
    })
  })

  it('knows the pods of a headless Service by name, and says why there are none', () => {
    expect(walk('redis-1.redis').end?.answer.by).toBe('Service shop/redis')
    expect(walk('redis-2.redis').end?.answer.presumed).toBe(true)
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: redis-x, namespace: shop, labels: {kubernetes.io/service-name: redis}}
endpoints:
- {addresses: [10.1.0.4], hostname: redis-7}
- {addresses: [10.1.0.5], conditions: {ready: false}}
- {addresses: [10.1.0.6]}
---
`
    expect(walk('redis', { more: slice }).end?.answer.addresses).toEqual(['10.1.0.4', '10.1.0.6'])
    expect(walk('redis-7.redis', { more: slice }).end?.answer.addresses).toEqual(['10.1.0.4'])
    expect(walk('10-1-0-6.redis', { more: slice }).end?.answer.addresses).toEqual(['10.1.0.6'])
    const { steps, end } = walk('empty')
    expect(end).toBeUndefined()
    expect(steps[0]?.answer.because).toBe('Service shop/empty is headless and has no ready endpoint')
  })

  it('goes by the pod: ndots, policy, hostAliases, node network', () => {
    expect(walk('example.com', { spec: ', dnsConfig: {options: [{name: ndots, value: "1"}]}' }).queries).toHaveLength(2)
    expect(walk('cart', { spec: ', hostNetwork: true' }).end).toBeUndefined()
    expect(walk('cart', { spec: ', hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet' }).end).toBeDefined()
    expect(walk('cart', { spec: ', dnsPolicy: Default' }).end).toBeUndefined()
    expect(walk('db.example', { spec: ', hostAliases: [{ip: 1.2.3.4, hostnames: [db.example]}]' })).toMatchObject({
      queries: [],
      local: { addresses: ['1.2.3.4'] },
    })
    const own = ', dnsPolicy: None, dnsConfig: {nameservers: [9.9.9.9], searches: [corp.example]}'
    expect(walk('a', { spec: own }).queries.map(({ name, nameserver }) => `${name} ${nameserver}`)).toEqual([
      'a.corp.example 9.9.9.9',
      'a.corp.example 9.9.9.9',
      'a 9.9.9.9',
      'a 9.9.9.9',
    ])
    const asking = (nameserver: string) => `, dnsPolicy: None, dnsConfig: {nameservers: [${nameserver}]}`
    expect(walk('cart.shop.svc.cluster.local', { spec: asking('10.96.0.10') }).end?.answer.addresses).toEqual([
      '10.96.3.4',
    ])
    expect(walk('cart.shop.svc.cluster.local', { spec: asking('9.9.9.9') }).end).toBeUndefined()
    expect(walk('cart', { spec: asking('10.96.0.10') }).end).toBeUndefined()
    const six = walk('cart.shop.svc.cluster.local', { spec: asking('"fd00:96::a"') }).end
    expect(six?.answer.addresses).toEqual(['10.96.3.4'])
  })

  it('goes by the Corefile: zones, rewrites, templates, hosts, no forward', () => {
    const more = corefile(`.:53 {
    rewrite name old.example cart.shop.svc.cluster.local
    template ANY ANY blocked.example {
      rcode NXDOMAIN
    }
    hosts {
      10.1.1.1 fixed.example
      fallthrough
    }
    kubernetes cluster.local
    forward . 10.0.0.2
}
corp.example:53 {
    forward corp.example 10.9.9.9
}
bare.example:53 {
    cache
}`)
    const end = (name: string) => walk(`${name}.`, { more }).steps.at(-1)?.answer
    expect(end('old.example')).toMatchObject({ by: 'Service shop/cart', addresses: ['10.96.3.4'] })
    expect(end('blocked.example')).toMatchObject({ outcome: 'no such name', by: 'plugin template' })
    expect(end('fixed.example')).toMatchObject({ addresses: ['10.1.1.1'] })
    expect(end('a.corp.example')).toMatchObject({ by: 'upstream 10.9.9.9' })
    expect(end('bare.example')).toMatchObject({ outcome: 'refused' })
    expect(end('example.com')).toMatchObject({ by: 'upstream 10.0.0.2', presumed: true })
  })

  it('lets autopath search in place of the pod, where it can', () => {
    const autopath = (pods: string) =>
      corefile(`.:53 {
    autopath @kubernetes
    kubernetes cluster.local {
      pods ${pods}
    }
    forward . 10.0.0.2
}`)
    const found = walk('example.com', { more: autopath('verified') })
    expect(found.queries).toHaveLength(2)
    expect(found.end?.answer).toMatchObject({ aliases: ['example.com'], by: 'upstream 10.0.0.2' })
    expect(walk('example.com', { more: autopath('insecure') }).queries).toHaveLength(8)
  })

  it('takes zone and address from what kubelets are told', () => {
    const more = `apiVersion: v1
kind: ConfigMap
metadata: {name: kubelet-config, namespace: kube-system}
data:
  kubelet: |
    kind: KubeletConfiguration
    clusterDNS: [169.254.20.10]
    clusterDomain: corp.local
---
`
    expect(walk('cart', { more }).queries[0]).toEqual({
      name: 'cart.shop.svc.corp.local',
      type: 'A',
      nameserver: '169.254.20.10',
    })
  })

  it('never throws on odd objects', () => {
    const more = `apiVersion: v1
kind: ConfigMap
metadata: {name: coredns, namespace: kube-system}
data: {Corefile: "} { {\\n((a) {\\n rewrite\\n"}
---
apiVersion: v1
kind: Service
metadata: {name: loop, namespace: shop}
spec: {type: ExternalName, externalName: loop.shop.svc.cluster.local}
---
`
    expect(walk('loop', { more }).end).toBeUndefined()
    expect(walk('loop').end).toBeUndefined()
    expect(walk('', { spec: ', dnsConfig: {options: [1], searches: 7}' }).queries.length).toBeGreaterThan(0)
    expect(walk('a..b').queries).toHaveLength(8)
  })
})
