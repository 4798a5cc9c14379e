import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../test/rule-tester.ts'
import { amountOf, type ResourceSlot } from './limit-ranges.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { ${spec}containers: [{ name: web, resources: ${container} }] }
`

const range = (limits: string, namespace = 'default') => `---
apiVersion: v1
kind: LimitRange
metadata: { name: a, namespace: ${namespace} }
spec: { limits: ${limits} }
`

/** What holds for the only container: the amount, and who says so. */
function holding(yaml: string, slot: ResourceSlot, name = 'cpu'): string | undefined {
  const cluster = clusterOf(yaml)
  const workload = cluster.workloads[0]
  const container = workload?.containers[0]
  if (!workload || !container) throw new Error('no container')
  const amount = amountOf(cluster, workload, container, slot, name)
  return amount && `${amount.value} ${amount.from}`
}

describe('what holds for a container', () => {
  it.each<[string, string, ResourceSlot, string | undefined]>([
    ['its own request', pod('{ requests: { cpu: 1 }, limits: { cpu: 2 } }'), 'requests', '1 container'],
    ['its limit as its request', pod('{ limits: { cpu: 2 } }'), 'requests', '2 limit'],
    ['no limit from a request', pod('{ requests: { cpu: 1 } }'), 'limits', undefined],
    ['nothing from nothing', pod('{}'), 'requests', undefined],
    ['a zero is none', pod('{ requests: { cpu: 0m } }'), 'requests', undefined],
    ['a zero is not replaced by the limit', pod('{ requests: { cpu: 0 }, limits: { cpu: 2 } }'), 'requests', undefined],
    [
      'a zero is not replaced by a default',
      pod('{ limits: { cpu: "0" } }') + range('[{ type: Container, default: { cpu: 4 } }]'),
      'limits',
      undefined,
    ],
    ["the pod's request", pod('{}', 'resources: { requests: { cpu: 3 } }, '), 'requests', '3 pod'],
    ["the pod's limit as its request", pod('{}', 'resources: { limits: { cpu: 3 } }, '), 'requests', '3 pod'],
    [
      "its own limit before the pod's request",
      pod('{ limits: { cpu: 2 } }', 'resources: { requests: { cpu: 3 } }, '),
      'requests',
      '2 limit',
    ],
    [
      "the pod's before a default",
      pod('{}', 'resources: { limits: { cpu: 3 } }, ') + range('[{ type: Container, default: { cpu: 4 } }]'),
      'limits',
      '3 pod',
    ],
    ['a placeholder', pod('{ requests: { cpu: "${CPU}" } }'), 'requests', '${CPU} container'],
  ])('%s', (_, yaml, slot, expected) => {
    expect(holding(yaml, slot)).toBe(expected)
  })

  it('takes no ephemeral storage from the pod, which cannot have any', () => {
    const yaml = pod('{}', 'resources: { limits: { ephemeral-storage: 1Gi, memory: 1Gi } }, ')
    expect(holding(yaml, 'limits', 'ephemeral-storage')).toBeUndefined()
    expect(holding(yaml, 'limits', 'memory')).toBe('1Gi pod')
  })
})

describe('what a LimitRange gives', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ['default is the request too', '[{ type: Container, default: { cpu: 4 } }]', '4', '4'],
    ['defaultRequest', '[{ type: Container, defaultRequest: { cpu: 1 } }]', '1', undefined],
    ['both', '[{ type: Container, default: { cpu: 4 }, defaultRequest: { cpu: 1 } }]', '1', '4'],
    ['max is the default where none is written', '[{ type: Container, max: { cpu: 8 } }]', '8', '8'],
    ['default before max', '[{ type: Container, max: { cpu: 8 }, default: { cpu: 4 } }]', '4', '4'],
    ['min is the request where nothing else is', '[{ type: Container, min: { cpu: 100m } }]', '100m', undefined],
    ['default before min', '[{ type: Container, min: { cpu: 100m }, default: { cpu: 4 } }]', '4', '4'],
    ['nothing for other resources', '[{ type: Container, default: { memory: 1Gi } }]', undefined, undefined],
    ['nothing from one for pods', '[{ type: Pod, max: { cpu: 8 } }]', undefined, undefined],
    ['nothing from null, words and wrong types', '[~, { type: Container, default: 4 }, [x]]', undefined, undefined],
    ['nothing from limits that are no list', '{ type: Container }', undefined, undefined],
  ])('%s', (_, limits, request, limit) => {
    const yaml = pod('{}') + range(limits)
    expect(holding(yaml, 'requests')).toBe(request && `${request} limit-range`)
    expect(holding(yaml, 'limits')).toBe(limit && `${limit} limit-range`)
  })

  it('holds in its own namespace, and a missing one is default', () => {
    const limits = '[{ type: Container, default: { cpu: 4 } }]'
    expect(holding(pod('{}') + range(limits, 'other'), 'limits')).toBeUndefined()
    expect(holding(pod('{}') + range(limits, '""'), 'limits')).toBe('4 limit-range')
  })
})
