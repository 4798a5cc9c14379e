import { describe, expect, it } from 'vitest'
import { linesOf, moveOf, object, workload } from '../../../../test/moves.ts'

const as = (name: string, account: string) => workload(name, { pod: `serviceAccountName: ${account}` })
const account = (name: string, metadata = 'namespace: shop', fields = 'secrets: []') =>
  object('v1/ServiceAccount', name, fields, metadata)

describe('the ServiceAccount of moved pods', () => {
  const found = (yaml: string) => linesOf(moveOf(yaml, ['cart'], 'service-account'))

  it('moves along, or is copied where others run as it', () => {
    expect(found(as('cart', 'cart') + account('cart') + account('web'))).toEqual(['moves ServiceAccount cart'])
    expect(found(as('cart', 'all') + as('web', 'all') + account('all'))).toEqual(['copy ServiceAccount all'])
  })

  it('is the default one only where something is set in it', () => {
    expect(found(workload('cart'))).toEqual([])
    const byDefault = (fields: string, more = '') =>
      found(workload('cart') + account('default', `namespace: shop${more}`, fields))
    expect(byDefault('secrets: [{ name: default-token-x }]')).toEqual([])
    expect(byDefault('imagePullSecrets: []', ', annotations: { openshift.io/x: y }')).toEqual([])
    const copied = ['copy ServiceAccount default']
    expect(byDefault('imagePullSecrets: [{ name: s }]')).toEqual(copied)
    expect(byDefault('automountServiceAccountToken: false')).toEqual(copied)
    expect(byDefault('secrets: []', ', annotations: { eks.amazonaws.com/role-arn: arn }')).toEqual(copied)
  })

  it('is checked where it is not among the resources', () => {
    expect(found(as('cart', 'cart'))).toEqual(['check Deployment cart spec.template.spec.serviceAccountName'])
  })

  it('may be bound to an identity outside, and have tokens in Secrets', () => {
    const token = (name: string, of: string) =>
      object(
        'v1/Secret',
        name,
        'type: kubernetes.io/service-account-token',
        `namespace: shop, annotations: { kubernetes.io/service-account.name: ${of} }`,
      )
    const yaml =
      as('cart', 'cart') +
      account('cart', 'namespace: shop, annotations: { eks.amazonaws.com/role-arn: arn }') +
      token('mine', 'cart') +
      token('theirs', 'web')
    expect(linesOf(moveOf(yaml, ['cart']))).toEqual([
      'moves ServiceAccount cart',
      'change ServiceAccount cart metadata.annotations["eks.amazonaws.com/role-arn"]',
      'lost Secret mine',
    ])
  })
})

it('leaves the token of an account that stays to be looked at', () => {
  const metadata = 'namespace: shop, annotations: { kubernetes.io/service-account.name: all }'
  const token = object('v1/Secret', 't', 'type: kubernetes.io/service-account-token', metadata)
  const found = moveOf(as('cart', 'all') + as('web', 'all') + token, ['cart'], 'token-secret')
  expect(linesOf(found)).toEqual(['check Secret t'])
})

it('tells of a token that moved pods mount once, whoever it speaks for', () => {
  const mount = 'volumes: [{ name: v, secret: { secretName: t } }]'
  const token = (of: string) =>
    object(
      'v1/Secret',
      't',
      'type: kubernetes.io/service-account-token',
      `namespace: shop, annotations: { kubernetes.io/service-account.name: ${of} }`,
    )
  const cart = workload('cart', { pod: `serviceAccountName: cart, ${mount}` }) + account('cart')
  expect(linesOf(moveOf(cart + token('cart'), ['cart']))).toEqual(['moves ServiceAccount cart', 'lost Secret t'])
  expect(linesOf(moveOf(cart + token('web'), ['cart']))).toEqual(['moves ServiceAccount cart', 'check Secret t'])
})

describe('a binding of the account', () => {
  const binding = (kind: string, subject: string, role = 'kind: Role, name: reader', metadata?: string) =>
    object(
      `rbac.authorization.k8s.io/v1/${kind}`,
      'b',
      `roleRef: { ${role} }, subjects: [{ kind: User, name: x }, { ${subject} }]`,
      metadata,
    )
  const found = (text: string, yaml = as('cart', 'cart') + account('cart')) =>
    moveOf(yaml + text, ['cart'], 'role-binding')

  it('changes its subject, for objects that stay', () => {
    expect(found(binding('RoleBinding', 'kind: ServiceAccount, name: cart'))[0]).toMatchObject({
      path: ['subjects', 1, 'namespace'],
      message:
        'RoleBinding b of shop gives Role reader to the ServiceAccount cart of shop, and to none in shop-privileged',
      remedy: 'Set namespace: shop-privileged for objects that stay in shop',
    })
  })

  it('gets one more subject where others run as the account', () => {
    const shared = as('cart', 'cart') + as('web', 'cart')
    const [first] = found(binding('RoleBinding', 'kind: ServiceAccount, name: cart'), shared)
    expect(first?.remedy).toMatch(/^Add the subject with namespace: shop-privileged/)
  })

  it('may be of the cluster or of another namespace', () => {
    const subject = 'kind: ServiceAccount, name: cart, namespace: shop'
    const [wide] = found(binding('ClusterRoleBinding', subject, 'kind: ClusterRole, name: view', 'labels: {}'))
    expect(wide).toMatchObject({ action: 'change', remedy: 'Set namespace: shop-privileged' })
    expect(found(binding('RoleBinding', subject, undefined, 'namespace: other'))).toHaveLength(1)
    expect(found(binding('RoleBinding', 'kind: ServiceAccount, name: cart', undefined, 'namespace: other'))).toEqual([])
    expect(found(binding('RoleBinding', 'kind: ServiceAccount, name: cart, namespace: other'))).toEqual([])
  })

  it('may name the account as a user, or all accounts of the namespace', () => {
    const remedies = (subject: string) =>
      found(binding('ClusterRoleBinding', subject, undefined, 'labels: {}')).map(({ remedy }) => remedy)
    expect(remedies('kind: User, name: "system:serviceaccount:shop:cart"')).toEqual([
      'Set name: system:serviceaccount:shop-privileged:cart',
    ])
    expect(remedies('kind: Group, name: "system:serviceaccounts:shop"')).toEqual([
      'Add the subject with name: system:serviceaccounts:shop-privileged',
    ])
    expect(remedies('kind: Group, name: "system:serviceaccounts:shop2"')).toEqual([])
  })
})
