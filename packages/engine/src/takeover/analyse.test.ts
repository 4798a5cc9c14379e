import { describe, expect, it } from 'vitest'
import { bound, documents, rule } from '../../test/grants.ts'
import { pathsOf, takeover } from '../../test/takeover-of.ts'
import { startTitle } from './report.ts'

describe('starts', () => {
  const everything = [rule('*', '*', { group: '*' })]
  const masters = bound(everything, { group: 'system:masters' })

  it('leave out the group that may do everything without any binding, unless it is asked for', () => {
    const yaml = documents(masters, bound(everything, { name: 's', group: 'staff' }))
    const titles = (paths: ReturnType<typeof takeover>['paths']) => [
      ...new Set(paths.map(({ start }) => startTitle(start))),
    ]
    expect(titles(takeover(yaml).paths)).toEqual(['group staff'])
    expect(titles(takeover(yaml, { isStart: () => true }).paths)).toContain('group system:masters')
  })
})

describe('steps', () => {
  it('name a role of Kubernetes that is taken, and that the input does not hold', () => {
    const requests = 'certificatesigningrequests'
    const group = 'certificates.k8s.io'
    const yaml = bound([
      rule('create get', requests, { group }),
      rule('update', `${requests}/approval`, { group }),
      rule('approve', 'signers', { group, names: 'kubernetes.io/kube-apiserver-client' }),
    ])
    const path = pathsOf(yaml).find(({ target }) => target === 'cluster-secrets')
    expect(path?.grants).toContainEqual(
      expect.stringMatching(/^list \* in rules\[\d+\] of ClusterRole system:kube-controller-manager$/),
    )
  })
})
