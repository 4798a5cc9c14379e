import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { buildNetwork } from '../index.ts'

const service = (name: string, spec: string) => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432 }], ${spec} }
`
const yaml = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  serviceName: db
  replicas: 2
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: c, image: a, ports: [{ containerPort: 5432 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: lone, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: c, image: a }] }
status: { podIP: 10.0.0.7, conditions: [{ type: Ready, status: Unknown }] }
---
apiVersion: v1
kind: Pod
metadata: { name: ready, namespace: shop, labels: { app: db } }
spec: { containers: [{ name: c, image: a }] }
status: { podIP: 10.0.0.8 }
---
apiVersion: v1
kind: Pod
metadata: { name: called, namespace: shop, labels: { app: db } }
spec: { hostname: first, subdomain: db, containers: [{ name: c, image: a }] }
---
apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec: { containers: [{ name: c, image: a }] }
${service('db', 'clusterIP: None')}${service('other', 'clusterIP: None')}${service('plain', 'clusterIP: 10.96.0.1')}`

const explain = (to: string) => buildNetwork(clusterOf(yaml).resources).explain({ from: 'cart', to })

describe('a name below a headless Service', () => {
  it.each([
    ['db-1.db.shop.svc:5432', 'StatefulSet shop/db'],
    ['first.db.shop.svc:5432', 'Pod shop/called'],
    ['10-0-0-8.db.shop.svc.cluster.local:5432', 'Pod shop/ready'],
    ['10-0-0-8.db:5432', 'Pod shop/ready'],
  ])('is that of a pod whose hostname it is, or whose address: %s', (to, title) => {
    expect(explain(to).to.title).toBe(title)
  })

  it.each([
    ['db-2.db.shop.svc:5432', /no endpoint of Service shop\/db is called db-2/],
    ['db-0.other.shop.svc:5432', /no endpoint of Service shop\/other is called db-0/],
    ['lone.db.shop.svc:5432', /no endpoint of Service shop\/db is called lone/],
    ['10-0-0-7.db.shop.svc:5432', /10-0-0-7 of Service shop\/db is not ready/],
    ['db-0.plain.shop.svc:5432', /Service shop\/plain is not headless/],
  ])('has no answer otherwise: %s', (to, message) => {
    expect(() => explain(to)).toThrow(message)
  })

  it('leads to pods that are known to be ready', () => {
    expect(explain('svc/plain').notes.join()).toMatch(/1 of 4 pods behind Service shop\/plain are not ready/)
  })
})

describe('a name', () => {
  const zone = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data: { Corefile: ".:53 { kubernetes example.lan { pods insecure } \\n forward . 10.0.0.53 }" }
`
  const from = (name: string, spec: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ops, labels: { app: ${name} } }
spec: { ${spec} containers: [{ name: c, image: a }] }
`
  const alias = `---
apiVersion: v1
kind: Service
metadata: { name: mail, namespace: shop }
spec: { type: ExternalName, externalName: mail.example.com, ports: [{ port: 25 }] }
`
  const all =
    yaml +
    alias +
    from('usual', '') +
    from('node', 'dnsPolicy: Default,') +
    from('files', "hostAliases: [{ ip: 10.0.0.8, hostnames: ['db.shop'] }],")
  const asked = (who: string, to: string, more = '') =>
    buildNetwork(clusterOf(all + more).resources).explain({ from: who, to }).to.title

  it.each([
    ['usual', 'db.shop:5432', 'Service shop/db'],
    ['files', 'db.shop:5432', 'Pod shop/ready'],
    ['node', 'db.shop:5432', 'db.shop'],
    ['usual', 'mail.shop.svc:25', 'mail.example.com'],
    ['usual', 'api.example.com:443', 'api.example.com'],
  ])('is what the resolver of the pod makes of it: %s asks for %s', (who, to, title) => {
    expect(asked(who, to)).toBe(title)
  })

  it('of the cluster is unknown to the resolver of a node', () => {
    expect(() => asked('node', 'db.shop.svc.cluster.local:5432')).toThrow(/does not know the cluster's names/)
  })

  it('is in the zone that the Corefile has', () => {
    expect(asked('usual', 'db.shop.svc.example.lan:5432', zone)).toBe('Service shop/db')
  })
})
