import { describe, expect, it } from 'vitest'
import { bound } from '../../../test/grants.ts'
import { clusterOf } from '../../../test/rule-tester.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { builtInDefaults } from '../../pod-security/index.ts'
import { buildWorld } from '../build.ts'
import { account, clusterAdmin, nodeRoot } from '../graph/index.ts'
import { csrSign } from './csr-sign.ts'

const on = (resource: string, verbs: string, name?: string) =>
  `{ apiGroups: [certificates.k8s.io], resources: [${resource}], verbs: [${verbs}]${name === undefined ? '' : `, resourceNames: ['${name}']`} }`
const status = on('certificatesigningrequests/status', 'update')
const sign = on('signers', 'sign', 'kubernetes.io/kube-apiserver-client')

testTechnique(csrSign, {
  raised: [],
  not: [
    { name: 'the rights without a key', yaml: bound([status, sign]) },
    { name: 'sign alone', yaml: bound([sign]) },
  ],
})

/** How an account with these rights and root on the control plane becomes administrator, by the steps of the technique. */
function signs(...rights: readonly string[]): boolean {
  const yaml = bound([...rights], { account: 'shop/robot' })
  const world = buildWorld(clusterOf(yaml), { minor: 36, podSecurityDefaults: builtInDefaults })
  const { graph, places } = world
  const own = graph.steps.filter(({ technique }) => technique?.id === 'CSR-SIGN')
  const start = [account('shop', 'robot'), ...places.all.filter((place) => place.controlPlane).map(nodeRoot)]
  const had = new Set(start.flatMap((fact) => graph.find(fact) ?? []))
  const isReady = ({ needs }: (typeof own)[number]) => needs.every((need) => had.has(need))
  for (let size = -1; size < had.size; ) {
    size = had.size
    for (const step of graph.steps) if (step.technique === undefined && isReady(step)) had.add(step.gives)
  }
  return own.some((step) => isReady(step) && graph.facts[step.gives] === clusterAdmin)
}

describe('CSR-SIGN with the key', () => {
  it.each([
    ['sign and the status', [status, sign], true],
    ['a domain of signers', [status, on('signers', 'sign', 'kubernetes.io/*')], true],
    ['sign alone', [sign], false],
    ['the status alone', [status], false],
    ['a signer that the API server takes for nobody', [status, on('signers', 'sign', 'example.com/serving')], false],
    ['approve in place of sign', [status, on('signers', 'approve')], false],
  ] as const)('%s', (_, rights, expected) => {
    expect(signs(...rights)).toBe(expected)
  })
})
