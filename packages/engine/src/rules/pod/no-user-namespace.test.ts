import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { noUserNamespace } from './no-user-namespace.ts'

const { bad, good } = noUserNamespace.examples

testRule(noUserNamespace, {
  pass: [
    { name: 'the YAML 1.1 word for false', yaml: good.replace('false', 'off') },
    { name: 'Windows pods', yaml: bad.replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
  ],
  fail: [
    { name: 'a pod that does not say', yaml: bad, at: ['spec.hostUsers'], message: /not set/, fixed: good },
    {
      name: 'true',
      yaml: good.replace('false', 'true'),
      at: ['spec.hostUsers'],
      marked: ['hostUsers: true'],
      message: /is on/,
      fixed: good,
    },
    { name: 'null', yaml: good.replace('false', 'null'), at: ['spec.hostUsers'], fixed: good },
    {
      name: 'a pod with host namespaces, without an edit that the API server would refuse',
      yaml: bad.replace('spec:\n', 'spec:\n  hostPID: true\n'),
      at: ['spec.hostUsers'],
    },
  ],
})

describe('no-user-namespace beside host namespaces', () => {
  it('proposes no change', () => {
    const [finding] = findingsOf(noUserNamespace, bad.replace('spec:\n', 'spec:\n  hostPID: true\n'))
    expect(finding?.fix.changes).toEqual([])
    expect(finding?.fix.description).toContain('hostPID')
  })
})
