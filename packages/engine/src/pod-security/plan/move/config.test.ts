import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, workload } from '../../../../test/moves.ts'

const config = (name: string) => object('v1/ConfigMap', name, 'data: {}')
const secret = (name: string) => object('v1/Secret', name, 'data: {}')
const found = (yaml: string) => linesOf(moveOf(yaml, ['cart']))

describe('Secrets and ConfigMaps of moved pods', () => {
  it('move along, from wherever a pod takes them', () => {
    const yaml =
      workload('cart', {
        container:
          'env: [{ name: A, valueFrom: { secretKeyRef: { name: s1, key: k } } }], envFrom: [{ configMapRef: { name: c1 } }]',
        pod: 'imagePullSecrets: [{ name: s2 }], volumes: [{ name: v, projected: { sources: [{ secret: { name: s3 } }, { configMap: { name: kube-root-ca.crt } }] } }]',
      }) +
      ['s1', 's2', 's3', 'other'].map(secret).join('') +
      config('c1')
    expect(found(yaml)).toEqual(['moves Secret s3', 'moves Secret s2', 'moves Secret s1', 'moves ConfigMap c1'])
  })

  it('are copied where others use them: workloads, their ServiceAccounts, or an Ingress', () => {
    const volume = (kind: string) => `volumes: [{ name: v, ${kind} }]`
    const shared = workload('web', { container: 'envFrom: [{ configMapRef: { name: c } }]' })
    const mine = workload('cart', { pod: volume('configMap: { name: c }') })
    expect(found(mine + shared + config('c'))).toEqual(['copy ConfigMap c'])
    const pull = workload('cart', { pod: 'imagePullSecrets: [{ name: s }]' }) + workload('web') + secret('s')
    expect(found(pull)).toEqual(['moves Secret s'])
    expect(found(pull + object('v1/ServiceAccount', 'default', 'imagePullSecrets: [{ name: s }]'))).toEqual([
      'copy ServiceAccount default',
      'copy Secret s',
    ])
    const tls = workload('cart', { pod: volume('secret: { secretName: s }') }) + secret('s')
    const ingress = object('networking.k8s.io/v1/Ingress', 'in', 'spec: { tls: [{ secretName: s }] }')
    expect(found(tls + ingress)).toEqual(['copy Secret s'])
  })

  it('are told apart by whether the pod starts without them', () => {
    const optional = (value: boolean) =>
      moveOf(
        workload('cart', { container: `envFrom: [{ configMapRef: { name: c, optional: ${value} } }]` }) + config('c'),
        ['cart'],
      )[0]?.message
    expect(optional(true)).toMatch(/^Deployment cart starts without the ConfigMap c/)
    expect(optional(false)).toMatch(/^Deployment cart cannot start in shop-privileged without the ConfigMap c$/)
  })

  it('are needed by the pod where one of its references is not optional', () => {
    const both = 'envFrom: [{ configMapRef: { name: c, optional: true } }, { configMapRef: { name: c } }]'
    expect(moveOf(workload('cart', { container: both }) + config('c'), ['cart'])[0]?.message).toContain('cannot start')
  })

  it('are checked at the place that names them where they are not among the resources', () => {
    expect(found(workload('cart', { container: 'envFrom: [{ secretRef: { name: s } }]' }))).toEqual([
      'check Deployment cart spec.template.spec.containers[0].envFrom[0].secretRef',
    ])
  })

  it('are not missed where they were not given and pods may start without them, unless to pull images', () => {
    const optional =
      'envFrom: [{ configMapRef: { name: c, optional: true } }, { secretRef: { name: s, optional: true } }]'
    expect(found(workload('cart', { container: optional }))).toEqual([])
    expect(found(workload('cart', { pod: 'imagePullSecrets: [{ name: s }]' }))).toHaveLength(1)
  })

  it('are made by what makes them', () => {
    const user = workload('cart', { container: 'envFrom: [{ secretRef: { name: s } }]' })
    const sealed = object('bitnami.com/v1alpha1/SealedSecret', 's', 'spec: {}')
    expect(found(user + sealed)).toEqual(['change SealedSecret s'])
    const external = object(
      'external-secrets.io/v1/ExternalSecret',
      'e',
      'spec: { target: { name: s }, secretStoreRef: { kind: SecretStore } }',
    )
    const [made] = moveOf(user + external, ['cart'])
    expect(made).toMatchObject({
      action: 'moves',
      remedy: 'Make ExternalSecret e in shop-privileged, with its SecretStore',
    })
  })
})

it('takes along what is declared without a namespace, unless the namespace has its own', () => {
  const user = workload('cart', { container: 'envFrom: [{ configMapRef: { name: c } }]' })
  const bare = object('v1/ConfigMap', 'c', 'data: {}', 'labels: {}')
  expect(found(user + bare)).toEqual(['moves ConfigMap c'])
  const [taken] = moveOf(user + bare + config('c'), ['cart'])
  expect(taken?.resource.namespace).toBe('shop')
  expect(found(user + object('v1/ConfigMap', 'c', 'data: {}', 'namespace: default'))).toEqual([
    'check Deployment cart spec.template.spec.containers[0].envFrom[0].configMapRef',
  ])
})

it('takes along what volumes and devices are described by', () => {
  const csi = 'volumes: [{ name: v, csi: { driver: d, volumeAttributes: { secretProviderClass: vault } } }]'
  const yaml =
    workload('cart', { pod: `${csi}, resourceClaims: [{ name: gpu, resourceClaimTemplateName: gpu }]` }) +
    object('secrets-store.csi.x-k8s.io/v1/SecretProviderClass', 'vault', 'spec: {}')
  const device = 'check Deployment cart spec.template.spec.resourceClaims[0]'
  expect(found(yaml)).toEqual(['moves SecretProviderClass vault', device])
  expect(found(yaml + workload('web', { pod: csi }))).toEqual(['copy SecretProviderClass vault', device])
})

describe('claims of moved pods', () => {
  const claim = object('v1/PersistentVolumeClaim', 'data', 'spec: {}')
  const mount = 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]'

  it('stay behind with their data', () => {
    const [left, ...more] = moveOf(workload('cart', { pod: mount }) + claim, ['cart'])
    expect(more).toEqual([])
    expect(left).toMatchObject({
      action: 'lost',
      message: 'The claim data of Deployment cart stays in shop with its data',
    })
    expect(found(workload('cart', { pod: mount }))).toEqual([
      'lost Deployment cart spec.template.spec.volumes[0].persistentVolumeClaim',
    ])
  })

  it('cannot be shared any longer', () => {
    const [left] = moveOf(workload('cart', { pod: mount }) + workload('web', { pod: mount }) + claim, ['cart'])
    expect(left?.message).toBe(
      'Deployment cart shares the files of the claim data with Deployment web, and pods of two namespaces cannot share a claim',
    )
  })

  it('are told of where others mount what a StatefulSet makes', () => {
    const set = workload('db', { kind: 'StatefulSet', spec: 'volumeClaimTemplates: [{ metadata: { name: data } }]' })
    const backup = (name: string) =>
      workload('backup', { pod: `volumes: [{ name: v, persistentVolumeClaim: { claimName: ${name} } }]` })
    const lines = (yaml: string, ...names: string[]) => linesOf(moveOf(yaml, names))
    const template = 'lost StatefulSet db spec.volumeClaimTemplates[0]'
    const share = 'lost Deployment backup spec.template.spec.volumes[0].persistentVolumeClaim'
    expect(lines(set + backup('data-db-0'), 'db')).toEqual([share, template])
    expect(lines(set + backup('data-db-0'), 'backup')).toEqual([share])
    expect(lines(set + backup('data-db-0'), 'db', 'backup')).toEqual([template])
    expect(lines(set + backup('data-db-old'), 'db')).toEqual([template])
    expect(moveOf(set + backup('data-db-0'), ['backup'])[0]?.message).toMatch(
      /^Deployment backup shares the files of the claim data-db-0 with StatefulSet db/,
    )
  })

  it('are those of a StatefulSet too', () => {
    const set = workload('cart', { kind: 'StatefulSet', spec: 'volumeClaimTemplates: [{ metadata: { name: disk } }]' })
    const [left] = moveOf(set, ['cart'])
    expect(linesOf(moveOf(set, ['cart']))).toEqual(['lost StatefulSet cart spec.volumeClaimTemplates[0]'])
    expect(left?.message).toContain('its claims disk-cart-0 and on stay in shop')
  })
})
