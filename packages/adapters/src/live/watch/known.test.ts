import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, Known } from './known.ts'

const object = (name: string, uid: string, resourceVersion: string, namespace: string | undefined = 'shop') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...(namespace !== undefined && { namespace }), name, uid, resourceVersion },
})

type Pod = ReturnType<typeof object>

function compare(known: Known, pods: readonly Pod[]): Change[] {
  known.beginList()
  return [...pods.flatMap((pod) => [...known.see(pod)]), ...known.endList({ apiVersion: 'v1', kind: 'Pod' })]
}

/** What somebody holds who was told the changes. */
function apply(held: Map<string, Pod>, changes: readonly Change[]): void {
  for (const { type, object: told } of changes) {
    const pod = told as Pod
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`
    if (type === 'added') expect(held.has(key)).toBe(false)
    else expect(held.get(key)?.metadata.uid).toBe(type === 'deleted' ? pod.metadata.uid : held.get(key)?.metadata.uid)
    if (type === 'deleted') expect(held.delete(key)).toBe(true)
    else held.set(key, pod)
  }
}

const state = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('shop', 'ci'), fc.nat(2), fc.nat(2))
    .map(([name, namespace, uid, version]) => object(name, String(uid), String(uid * 10 + version), namespace)),
  { selector: ({ metadata: { name, namespace } }) => `${namespace}/${name}` },
)

describe('what is known of a kind', () => {
  it('tells just the difference between any lists', () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 5 }), (states) => {
        const known = new Known()
        const held = new Map<string, Pod>()
        for (const pods of states) {
          apply(held, compare(known, pods))
          expect([...held.values()].map((pod) => JSON.stringify(pod)).toSorted()).toEqual(
            pods.map((pod) => JSON.stringify(pod)).toSorted(),
          )
          expect(compare(known, pods)).toEqual([])
        }
      }),
    )
  })

  it('tells nothing twice, and nothing wrong, when a list breaks off and begins anew', () => {
    fc.assert(
      fc.property(state, state, fc.nat(8), (before, after, read) => {
        const known = new Known()
        const held = new Map<string, Pod>()
        apply(held, compare(known, before))
        known.beginList()
        for (const pod of after.slice(0, read)) apply(held, [...known.see(pod)])
        apply(held, compare(known, after))
        expect([...held.keys()].toSorted()).toEqual(
          after.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`).toSorted(),
        )
      }),
    )
  })

  it('names what went unseen, with and without a namespace', () => {
    const known = new Known()
    compare(known, [object('a', '1', '5'), { ...object('n', '2', '6'), metadata: { name: 'n', uid: '2' } as never }])
    expect(compare(known, [])).toEqual([
      {
        type: 'deleted',
        isFinalState: false,
        object: { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'shop', name: 'a', uid: '1' } },
      },
      {
        type: 'deleted',
        isFinalState: false,
        object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'n', uid: '2' } },
      },
    ])
  })

  it('passes over the end of what it never knew, or knows by a later life', () => {
    const known = new Known()
    compare(known, [object('a', '2', '7')])
    expect([...known.lose(object('a', '1', '6')), ...known.lose(object('b', '1', '6'))]).toEqual([])
    expect([...known.lose(object('a', '2', '8'))]).toMatchObject([{ type: 'deleted', isFinalState: true }])
  })

  it.each([{}, { metadata: null }, { metadata: { name: 4 } }])('takes %j for an object', (odd) => {
    const known = new Known()
    expect([...known.see(odd), ...known.lose(odd)].map(({ type }) => type)).toEqual(['added', 'deleted'])
  })
})
