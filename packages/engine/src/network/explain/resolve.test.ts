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
    ['10-0-0-7.db.shop.svc.cluster.local:5432', 'Pod shop/lone'],
  ])('is that of a pod whose hostname it is, or whose address: %s', (to, title) => {
    expect(explain(to).to.title).toBe(title)
  })

  it.each([
    ['db-2.db.shop.svc:5432', /no pod of Service shop\/db is called db-2/],
    ['db-0.other.shop.svc:5432', /no pod of Service shop\/other is called db-0/],
    ['lone.db.shop.svc:5432', /no pod of Service shop\/db is called lone/],
    ['db-0.plain.shop.svc:5432', /Service shop\/plain is not headless/],
  ])('has no answer otherwise: %s', (to, message) => {
    expect(() => explain(to)).toThrow(message)
  })

  it('leads to pods that are known to be ready', () => {
    expect(explain('svc/plain').notes.join()).toMatch(/1 of 3 pods behind Service shop\/plain are not ready/)
  })
})
