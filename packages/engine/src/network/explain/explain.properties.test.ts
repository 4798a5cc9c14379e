import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomNetwork, type RandomNetwork } from '../../../test/random-network.ts'
import { formatPath } from '../../yaml/index.ts'
import { buildNetwork, type Direction, type ExplainedFlow, withChanges } from '../index.ts'

type Fields = Readonly<Record<string, unknown>>

/** A world with a question: from one of its pods to another, at a port. */
const asked = fc.record({
  world: randomNetwork,
  from: fc.nat(),
  to: fc.nat(),
  port: fc.constantFrom('80', '8080', '80/UDP'),
})

interface Case {
  readonly world: RandomNetwork
  readonly from: string
  readonly to: string
  readonly port: string
}

/** Runs for each case of two pods. */
function holds(check: (asked: Case, explained: ExplainedFlow) => void, runs = 300): void {
  fc.assert(
    fc.property(asked, ({ world, from, to, port }) => {
      const [a = '', b = ''] = [world.pods[from % world.pods.length], world.pods[to % world.pods.length]]
      fc.pre(a !== b)
      const [explained] = explain(world.objects, a, b, port)
      expect(explained).toBeDefined()
      if (explained) check({ world, from: a, to: b, port }, explained)
    }),
    { numRuns: runs },
  )
}

function explain(objects: readonly object[], from: string, to: string, port: string) {
  return buildNetwork(objects as readonly Fields[]).explain({ from: `pod/${from}`, to: `pod/${to}:${port}` }).flows
}

const directions = ({ egress, ingress }: ExplainedFlow): readonly Direction[] => [egress, ingress]

function verdictsOf(
  objects: readonly object[],
  pods: readonly string[],
  ports: readonly string[],
): Map<string, string> {
  const network = buildNetwork(objects as readonly Fields[])
  const found = new Map<string, string>()
  for (const from of pods)
    for (const to of pods)
      for (const port of ports) {
        const [number = '', protocol = 'TCP'] = port.split('/')
        const at = { port: Number(number), protocol: protocol === 'UDP' ? ('UDP' as const) : ('TCP' as const) }
        found.set(`${from} ${to} ${port}`, network.verdict({ pod: from }, { pod: to }, at).verdict)
      }
  return found
}

describe('an explanation', () => {
  it('agrees with the verdict', () => {
    holds(({ world, from, to, port }, { verdict }) => {
      expect(verdict).toBe(verdictsOf(world.objects, world.pods, [port]).get(`${from} ${to} ${port}`))
    })
  })

  it('cites all that is needed for the verdict', () => {
    holds(({ world, from, to, port }, explained) => {
      const cited = new Set(
        directions(explained).flatMap(({ rule, isolating, walk }) => [
          ...(rule ? [rule.policy.source.object] : []),
          ...isolating.map(({ source }) => source.object),
          ...walk.filter(({ skipped }) => skipped === undefined).map(({ policy }) => policy.source.object),
        ]),
      )
      const kept = world.objects.filter((object) => !String(object['kind']).endsWith('Policy') || cited.has(object))
      expect(explain(kept, from, to, port)[0]?.verdict).toBe(explained.verdict)
    })
  })

  it('cites a rule without which nothing allows, unless it counts others', () => {
    holds(({ world, from, to, port }, explained) => {
      for (const { direction, verdict, tier, rule, others } of directions(explained)) {
        if (verdict !== 'allow' || tier !== 'namespace' || rule === undefined) continue
        const without = withoutRules(world.objects, [rule])
        expect(explain(without, from, to, port)[0]?.[direction].verdict).toBe(others.length > 0 ? 'allow' : 'deny')
        const without2 = withoutRules(world.objects, [rule, ...others])
        expect(explain(without2, from, to, port)[0]?.[direction].verdict).toBe('deny')
      }
    })
  })

  it('tells for each rule that might have allowed what is wrong with it', () => {
    holds((_, explained) => {
      for (const { by, misses } of directions(explained)) {
        if (by !== 'isolation') continue
        for (const miss of misses) {
          expect(miss.misses.length, formatPath(miss.rule.path)).toBeGreaterThan(0)
          expect(miss.misses.map(({ cause }) => cause)).not.toContain('unknown-peer')
        }
      }
    })
  })

  it('comes with a fix that allows it, and changes nothing but what it announces', () => {
    let fixed = 0
    holds(({ world, from, to, port }, explained) => {
      if (explained.verdict !== 'deny') return
      const outcome = explained.fix()
      if ('reason' in outcome) return
      fixed++
      const sources = buildNetwork(world.objects).model.sources
      // Objects are the same, so that changes apply to those of any model of them.
      const changed = outcome.fix.changes.map((change) =>
        change.kind === 'add'
          ? { ...change, source: sources.find(({ object }) => object === change.source.object) ?? change.source }
          : change,
      )
      const after = withChanges(sources, changed)
      expect(explain(after, from, to, port)[0]?.verdict).toBe('allow')
      const ports = ['80', '8080', '80/UDP', '79', '443']
      const was = verdictsOf(world.objects, world.pods, ports)
      const is = verdictsOf(after, world.pods, ports)
      const announced = new Set(
        outcome.fix.opens.flatMap((pair) => pair.from.flatMap((a) => pair.to.map((b) => `${a.id} ${b.id} ${port}`))),
      )
      announced.add(`${from} ${to} ${port}`)
      for (const [key, verdict] of is) {
        if (verdict === was.get(key)) continue
        expect(announced.has(key), key).toBe(true)
        expect(verdict).toBe('allow')
      }
      for (const key of announced) if (key.split(' ')[0] !== key.split(' ')[1]) expect(is.get(key)).toBe('allow')
    })
    expect(fixed).toBeGreaterThan(20)
  })

  it('is the same every time', () => {
    holds(({ world, from, to, port }, explained) => {
      const plain = (each: ExplainedFlow | undefined) =>
        JSON.stringify(each && [each.egress, each.ingress].map(({ by, misses, walk }) => [by, misses, walk]))
      expect(plain(explain(world.objects, from, to, port)[0])).toBe(plain(explained))
    }, 50)
  })
})

/** The objects without some rules. */
function withoutRules(objects: readonly Fields[], rules: readonly NonNullable<Direction['rule']>[]): readonly Fields[] {
  return objects.map((object) => {
    const own = rules.filter(({ policy }) => policy.source.object === object).map(({ rule }) => rule.path)
    if (own.length === 0) return object
    const spec = { ...(object['spec'] as Record<string, unknown>) }
    for (const field of ['ingress', 'egress']) {
      const list = spec[field] as readonly unknown[]
      spec[field] = list.filter((_, i) => !own.some((path) => path[1] === field && path[2] === i))
    }
    return { ...object, spec }
  })
}
