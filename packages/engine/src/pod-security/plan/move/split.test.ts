import { describe, expect, it } from 'vitest'
import { linesOf, object, service, workload } from '../../../../test/moves.ts'
import { clusterOf } from '../../../../test/rule-tester.ts'
import { proposeSplit, type SplitProposal } from './split.ts'

const privileged = 'securityContext: { privileged: true }'
const rest = ['a', 'b', 'c'].map((name) => workload(name)).join('')

function split(yaml: string, holders: readonly string[], namespace = 'shop'): SplitProposal | undefined {
  const cluster = clusterOf(yaml)
  const all = cluster.workloadsIn(namespace)
  const held = all.filter(({ resource }) => holders.includes(resource.name))
  return proposeSplit(cluster, namespace, held, all)
}

describe('a split', () => {
  it('moves the few that hold a namespace back, and tells what follows', () => {
    const proposal = split(workload('agent', { container: privileged }) + rest + service('agent'), ['agent'])
    expect(proposal).toMatchObject({ namespace: 'shop', target: 'shop-privileged', obstacles: [] })
    expect(proposal?.moved.map(({ resource }) => resource.name)).toEqual(['agent'])
    expect(linesOf(proposal?.consequences ?? [])).toEqual(['moves Service agent'])
  })

  it('is named after the level that the new namespace could enforce', () => {
    expect(split(workload('agent') + rest, ['agent'])?.target).toBe('shop-baseline')
  })

  it('takes a name that nothing has, of a length that there can be', () => {
    const taken =
      object('v1/Namespace', 'shop-baseline', 'spec: {}', 'labels: {}') +
      object('v1/ConfigMap', 'x', 'data: {}', 'namespace: shop-baseline-2')
    expect(split(taken + workload('agent') + rest, ['agent'])?.target).toBe('shop-baseline-3')
    const long = 'n'.repeat(63)
    const yaml = ['a', 'b', 'c'].map((name) => workload(name, { namespace: long })).join('')
    expect(split(yaml, ['a'], long)?.target).toBe(`${'n'.repeat(54)}-baseline`)
  })

  it('is proposed for a third of the workloads at most, where others are left', () => {
    expect(split(rest, ['a'])).toBeDefined()
    expect(split(rest, ['a', 'b'])).toBeUndefined()
    expect(split(rest, [])).toBeUndefined()
    expect(split(workload('a'), ['a'])).toBeUndefined()
  })

  it('is not proposed for namespaces of the cluster itself', () => {
    const yaml = ['a', 'b', 'c'].map((name) => workload(name, { namespace: 'kube-system' })).join('')
    expect(split(yaml, ['a'], 'kube-system')).toBeUndefined()
  })

  it('has obstacles where data would be left behind or no longer shared', () => {
    const mount = 'volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]'
    const shared = workload('agent', { pod: mount }) + workload('web', { pod: mount }) + rest
    expect(split(shared, ['agent'])?.obstacles.map(({ kind }) => kind)).toEqual(['persistent-volume-claim'])
    const set =
      workload('agent', { kind: 'StatefulSet', spec: 'volumeClaimTemplates: [{ metadata: { name: d } }]' }) + rest
    expect(split(set, ['agent'])?.obstacles.map(({ kind }) => kind)).toEqual(['claim-template'])
  })
})

describe('what controllers made', () => {
  const pod = (name: string, owner: string, labels: string) =>
    object(
      'v1/Pod',
      name,
      'spec: { containers: [{ name: app, image: x }] }',
      `namespace: shop, labels: { ${labels} }, ownerReferences: [{ controller: true, ${owner} }]`,
    )

  it('goes where its controller goes, also where the one between is not among the resources', () => {
    const yaml =
      rest +
      pod('a-5d4f-x', 'kind: ReplicaSet, name: a-5d4f', 'app: a, pod-template-hash: 5d4f') +
      pod('b-5d4f-x', 'kind: ReplicaSet, name: b-5d4f', 'app: b, pod-template-hash: 5d4f') +
      service('a')
    const proposal = split(yaml, ['a'])
    expect(proposal?.moved.map(({ resource }) => resource.name)).toEqual(['a', 'a-5d4f-x'])
    expect(linesOf(proposal?.consequences ?? [])).toEqual(['moves Service a'])
  })

  it('goes with its CronJob too', () => {
    const cron = object(
      'batch/v1/CronJob',
      'nightly',
      'spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: app, image: x }] } } } } }',
    )
    const yaml = rest + cron + pod('nightly-29371-x', 'kind: Job, name: nightly-29371', 'app: nightly')
    expect(split(yaml, ['nightly'])?.moved.map(({ resource }) => resource.name)).toEqual(['nightly', 'nightly-29371-x'])
  })

  it('counts once', () => {
    const pods = [1, 2, 3].map((i) =>
      pod(`a-5d4f-${i}`, 'kind: ReplicaSet, name: a-5d4f', 'app: a, pod-template-hash: 5d4f'),
    )
    expect(split(workload('a') + workload('b') + pods.join(''), ['b'])).toBeUndefined()
  })
})
