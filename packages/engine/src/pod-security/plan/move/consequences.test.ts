import fc from 'fast-check'
import { expect, it } from 'vitest'
import { object, service, workload } from '../../../../test/moves.ts'
import { clusterOf } from '../../../../test/rule-tester.ts'
import { type Path, readYaml } from '../../../yaml/index.ts'
import { consequencesOfMove, type MoveConsequence } from './index.ts'

const shop = [
  workload('cart', {
    kind: 'StatefulSet',
    spec: 'serviceName: peers, volumeClaimTemplates: [{ metadata: { name: d } }]',
    container:
      'command: [run, "--host=web"], env: [{ name: A, value: "http://web.shop" }, { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }], envFrom: [{ configMapRef: { name: c } }]',
    pod: 'serviceAccountName: cart, imagePullSecrets: [{ name: s }], dnsConfig: { searches: [shop.svc.cluster.local] }, volumes: [{ name: v, csi: { nodePublishSecretRef: { name: t } } }, { name: w, persistentVolumeClaim: { claimName: p } }]',
  }),
  workload('web', {
    container: 'args: ["cart:6379"]',
    pod: 'affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app: cart } } }] } }',
  }),
  service('cart'),
  service('web'),
  service('peers', 'clusterIP: None, selector: { app: web }, ports: [{ port: 1 }]'),
  object('v1/Service', 'alias', 'spec: { type: ExternalName, externalName: cart.shop.svc }'),
  object('v1/ConfigMap', 'c', 'data: { url: "http://cart" }'),
  object('v1/Secret', 's', 'data: { url: aHR0cDovL2NhcnQ= }, stringData: { b: cart }'),
  object('v1/ServiceAccount', 'cart', 'imagePullSecrets: [{ name: s }]'),
  object(
    'networking.k8s.io/v1/Ingress',
    'in',
    'spec: { tls: [{ secretName: s }], defaultBackend: { service: { name: cart } } }',
  ),
  object('gateway.networking.k8s.io/v1/HTTPRoute', 'r', 'spec: { rules: [{ backendRefs: [{ name: cart }] }] }'),
  object('gateway.networking.k8s.io/v1/ReferenceGrant', 'g', 'spec: { to: [{ kind: Service, name: cart }] }'),
  object('apiregistration.k8s.io/v1/APIService', 'a', 'spec: { service: { name: cart, namespace: shop } }'),
  object(
    'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
    'w',
    'webhooks: [{ clientConfig: { service: { name: cart, namespace: shop } } }]',
  ),
  object(
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'b',
    'roleRef: { kind: Role, name: r }, subjects: [{ kind: ServiceAccount, name: cart }, { kind: Group, name: g }]',
  ),
  object('rbac.authorization.k8s.io/v1/Role', 'r', 'rules: [{ resources: [pods], resourceNames: [cart-0] }]'),
  object('rbac.authorization.k8s.io/v1/Role', 'r2', 'rules: [{ resources: [pods] }]'),
  object(
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'b2',
    'roleRef: { kind: Role, name: r2 }, subjects: [{ kind: Group, name: g }]',
  ),
  object('constraints.gatekeeper.sh/v1beta1/K8sRepos', 'k', 'spec: { match: { namespaces: [shop] } }', 'labels: {}'),
  object(
    'v1/Pod',
    'cart',
    'spec: { containers: [{ name: a, image: a }] }',
    'namespace: shop, labels: { app.kubernetes.io/managed-by: Helm }, ownerReferences: [{ kind: Shop, name: s, controller: true }]',
  ),
  object(
    'networking.k8s.io/v1/NetworkPolicy',
    'open',
    'spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }] }] }',
  ),
  object('autoscaling/v2/HorizontalPodAutoscaler', 'h', 'spec: { scaleTargetRef: { kind: StatefulSet, name: cart } }'),
  object('policy/v1/PodDisruptionBudget', 'b', 'spec: { selector: { matchLabels: { app: cart } } }'),
  object(
    'monitoring.coreos.com/v1/ServiceMonitor',
    'm',
    'spec: { selector: {}, namespaceSelector: { matchNames: [shop] } }',
  ),
  object('external-secrets.io/v1/ExternalSecret', 'e', 'spec: { target: { name: t } }'),
].join('')

const odd: readonly unknown[] = [null, [], {}, 7, 'x', '', [null], [7], { name: 7 }, [[]], true, 'cart', { a: null }]

it('finds something for every kind of thing in a namespace, each with words, and none twice', () => {
  const found = consequencesIn(shop)
  expect(new Set(found.map(({ kind }) => kind)).size).toBeGreaterThan(23)
  for (const { message, remedy } of found) expect(`${message} ${remedy}`).not.toMatch(/undefined|\[object|\.$|, $| {2}/)
  const lines = found.map(({ resource, message, path }) => [resource.kind, resource.name, path, message].join('\0'))
  expect(new Set(lines).size).toBe(lines.length)
})

it('throws at nothing, whatever stands where something is read', () => {
  const documents = readYaml('test.yaml', shop).documents.map(({ value }) => value)
  const places = documents.flatMap((document, i) => pathsIn(document).map((path) => ({ document: i, path })))
  expect(places.length).toBeGreaterThan(200)
  fc.assert(
    fc.property(fc.nat(places.length - 1), fc.constantFrom(...odd), (at, value) => {
      const changed = documents.map((document, i) =>
        i === places[at]?.document ? withValue(document, places[at].path, value) : document,
      )
      expect(() => consequencesIn(changed.map((each) => JSON.stringify(each)).join('\n---\n'))).not.toThrow()
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
  )
})

/** Every place of a document under its kind. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Object.entries(value).filter(([key]) => path.length > 0 || (key !== 'apiVersion' && key !== 'kind'))
  return [
    ...(path.length > 0 ? [path] : []),
    ...below.flatMap(([key, item]) => pathsIn(item, [...path, Array.isArray(value) ? Number(key) : key])),
  ]
}

function withValue(document: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined) return value
  if (Array.isArray(document)) return document.map((item, i) => (i === first ? withValue(item, rest, value) : item))
  return { ...(document as object), [first]: withValue((document as Record<string, unknown>)[first], rest, value) }
}

function consequencesIn(yaml: string): MoveConsequence[] {
  const cluster = clusterOf(yaml)
  const moved = cluster.workloadsIn('shop').filter(({ resource }) => resource.name === 'cart')
  return consequencesOfMove(cluster, 'shop', moved, 'shop-privileged')
}
