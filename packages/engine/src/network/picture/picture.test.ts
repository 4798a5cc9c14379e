import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomNetwork } from '../../../test/random-network.ts'
import { buildNetwork, compareNetworks, pictureOf, Workloads } from '../index.ts'
import { portsBeyond, type PortSet } from './port-set.ts'

const ports = [1, 79, 80, 81, 8080] as const

function holds(set: PortSet, protocol: string, port: number): boolean {
  return set.ranges.some((each) => each.protocol === protocol && each.first <= port && port <= each.last)
}

describe('the picture', () => {
  it('shows what verdicts say, for every two workloads', () => {
    fc.assert(
      fc.property(randomNetwork, ({ objects, pods }) => {
        const network = buildNetwork(objects)
        const { groups, between } = pictureOf(network.model)
        const groupOf = (pod: string) =>
          groups.find(({ parties }) => parties.some(({ title }) => title === `Pod ${pod}`))
        for (const from of pods) {
          for (const to of pods) {
            const [a, b] = [groupOf(from), groupOf(to)]
            expect(a && b).toBeDefined()
            if (from === to || a === undefined || b === undefined) continue
            const { allowed, unclear } = between(a, b)
            for (const protocol of ['TCP', 'UDP'] as const)
              for (const port of ports) {
                const { verdict } = network.verdict({ pod: from }, { pod: to }, { port, protocol })
                expect(holds(allowed, protocol, port)).toBe(verdict === 'allow')
                expect(holds(unclear, protocol, port)).toBe(verdict === 'implementation-defined')
              }
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('puts together only what nothing tells apart', () => {
    fc.assert(
      fc.property(randomNetwork, ({ objects }) => {
        const { groups } = pictureOf(buildNetwork(objects).model)
        const kinds = groups.map(({ parties }) => new Set(parties.map(({ kind }) => kind)).size)
        expect(new Set(kinds)).toEqual(new Set([1]))
      }),
      { numRuns: 50 },
    )
  })
})

describe('addresses of different families', () => {
  it('do not meet', () => {
    const pod = (name: string, podIP: string, label: string) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'a', labels: { app: label } },
      spec: {},
      status: { podIP },
    })
    const block = { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }, { podSelector: {} }] }] }
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'a' },
      spec: block,
    }
    const { groups, between } = pictureOf(
      buildNetwork([pod('four', '10.0.0.1', 'x'), pod('other', '10.0.0.2', 'y'), pod('six', 'fd00::1', 'x'), policy])
        .model,
    )
    const groupOf = (title: string) => groups.find(({ parties }) => parties.some((party) => party.title === title))
    const passage = (from: string, to: string) => {
      const [a, b] = [groupOf(from), groupOf(to)]
      return a && b && between(a, b).allowed.text
    }
    expect(passage('Pod a/four', 'Pod a/six')).toBe('none')
    expect(passage('Pod a/four', 'Pod a/other')).toBe('TCP, UDP, SCTP')
  })
})

describe('a comparison', () => {
  const world = fc.record({ before: randomNetwork, after: randomNetwork })

  it('opens what can connect after and could not before, and closes the opposite', () => {
    fc.assert(
      fc.property(world, ({ before, after }) => {
        // The same pods under other policies.
        const isPolicy = ({ kind }: { kind?: unknown }) => String(kind).endsWith('Policy')
        const other = [...before.objects.filter((each) => !isPolicy(each)), ...after.objects.filter(isPolicy)]
        const [old, current] = [buildNetwork(before.objects), buildNetwork(other)]
        const { groups, between, added, removed } = compareNetworks(old.model, current.model)
        expect([added, removed]).toEqual([[], []])
        const groupOf = (pod: string) =>
          groups.find(({ parties }) => parties.some(({ title }) => title === `Pod ${pod}`))
        for (const from of before.pods) {
          for (const to of before.pods) {
            const [a, b] = [groupOf(from), groupOf(to)]
            if (from === to || a === undefined || b === undefined) continue
            const { opened, closed } = between(a, b)
            for (const port of ports) {
              const was = old.verdict({ pod: from }, { pod: to }, { port }).verdict !== 'deny'
              const is = current.verdict({ pod: from }, { pod: to }, { port }).verdict !== 'deny'
              expect(holds(opened, 'TCP', port)).toBe(!was && is)
              expect(holds(closed, 'TCP', port)).toBe(was && !is)
            }
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('sees what one pod of a workload gains while another loses it', () => {
    const owner = { kind: 'StatefulSet', name: 'web', controller: true }
    const pod = (name: string, ownerReferences: object[] = []) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'a', labels: { id: name }, ownerReferences },
      spec: {},
    })
    const letIn = (id: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db', namespace: 'a' },
      spec: {
        podSelector: { matchLabels: { id: 'db' } },
        ingress: [{ from: [{ podSelector: { matchLabels: { id } } }], ports: [{ port: 80 }] }],
      },
    })
    const pods = [pod('web-0', [owner]), pod('web-1', [owner]), pod('db')]
    const compare = (before: string, after: string, now = pods) => {
      const { groups, between } = compareNetworks(
        buildNetwork([...pods, letIn(before)]).model,
        buildNetwork([...now, letIn(after)]).model,
      )
      const groupOf = (name: string) => groups.find(({ parties }) => parties.some((each) => each.name === name))
      const [from, to] = [groupOf('web'), groupOf('db')]
      const found = from && to && between(from, to)
      return [found?.opened.text, found?.closed.text, found?.before.text, found?.after.text]
    }
    expect(compare('web-0', 'web-1')).toEqual(['TCP 80', 'TCP 80', 'TCP 80, ICMP', 'TCP 80, ICMP'])
    expect(compare('web-0', 'web-0')).toEqual(['none', 'none', 'TCP 80, ICMP', 'TCP 80, ICMP'])
    // A pod that is new has nothing to be compared with: then the workload is compared as a whole.
    const more = [...pods, pod('web-2', [owner])]
    expect(compare('web-0', 'web-2', more)).toEqual(['none', 'none', 'TCP 80, ICMP', 'TCP 80, ICMP'])
  })

  it('tells workloads that come and go', () => {
    const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'a' }, spec: {} })
    const { added, removed } = compareNetworks(
      buildNetwork([pod('x'), pod('y')]).model,
      buildNetwork([pod('y'), pod('z')]).model,
    )
    expect([added, removed]).toEqual([['Pod a/z'], ['Pod a/x']])
  })
})

describe('ports', () => {
  const set = (...ranges: [number, number][]): PortSet => ({
    ranges: ranges.map(([first, last]) => ({ protocol: 'TCP', first, last })),
    text: '',
  })

  it.each([
    [set([1, 65535]), set([80, 80]), 'TCP 1-79,81-65535'],
    [set([80, 90]), set([85, 100]), 'TCP 80-84'],
    [set([80, 90]), set([1, 65535]), 'none'],
    [set([1, 65535]), set(), 'TCP'],
  ])('%# of one set that another has not are left', (a, b, text) => {
    expect(portsBeyond(a, b).text).toBe(text)
  })
})

describe('workloads', () => {
  it('are called by what made their pods', () => {
    const { model } = buildNetwork([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'web-1',
          namespace: 'a',
          ownerReferences: [{ kind: 'Node', name: 'n', controller: true }],
        },
        spec: {},
      },
    ])
    const workloads = new Workloads(model.sources, model.endpoints)
    expect(model.endpoints.map((each) => workloads.of(each).title)).toEqual(['Pod a/web-1'])
  })
})
