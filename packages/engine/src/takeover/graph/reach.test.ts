import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CutPoints } from './cut-point.ts'
import { effect } from './facts.ts'
import { Graph } from './graph.ts'
import { Reach } from './reach.ts'
import type { TechniqueInfo } from './technique-info.ts'

const technique: TechniqueInfo = {
  id: 'TEST',
  title: 'Test',
  class: 'rbac',
  description: '',
  references: [],
  needs: [],
}

const size = 9
const fact = fc.nat({ max: size - 1 })
const steps = fc.array(
  fc.record({
    needs: fc.uniqueArray(fact, { minLength: 1, maxLength: 3 }),
    gives: fact,
    isTechnique: fc.boolean(),
    cut: fc.option(fc.nat({ max: 3 }), { nil: undefined, freq: 1 }),
  }),
  { maxLength: 25 },
)
const starts = fc.array(fc.uniqueArray(fact, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 8 })

function build(list: readonly { needs: number[]; gives: number; isTechnique: boolean; cut: number | undefined }[]) {
  const graph = new Graph()
  const points = new CutPoints()
  for (let i = 0; i < size; i++) graph.indexOf(effect(`${i}`))
  const pointOf = (number: number) =>
    points.get(`${number}`, () => ({
      title: `${number}`,
      label: `${number}`,
      resource: undefined,
      path: [],
      container: undefined,
      rule: undefined,
      cost: 1,
      kept: undefined,
      fix: { class: 'none', description: '', changes: [] },
    }))
  for (const { needs, gives, isTechnique, cut } of list) {
    graph.add({
      needs: needs.map((need) => effect(`${need}`)),
      gives: effect(`${gives}`),
      cuts: cut === undefined ? [] : [pointOf(cut)],
      ...(isTechnique ? { technique } : {}),
    })
  }
  return { graph, pointOf }
}

/** The least depth of each fact from a start, by going through all steps until nothing changes. */
function depths({ steps: all }: Graph, start: readonly number[], isOff: (step: Graph['steps'][number]) => boolean) {
  const depth = Array.from({ length: size }, (_, i) => (start.includes(i) ? 0 : Number.POSITIVE_INFINITY))
  for (let isNew = true; isNew; ) {
    isNew = false
    for (const step of all) {
      if (isOff(step)) continue
      const length = Math.max(...step.needs.map((need) => depth[need] ?? 0)) + (step.technique ? 1 : 0)
      if (length >= (depth[step.gives] ?? 0)) continue
      depth[step.gives] = length
      isNew = true
    }
  }
  return depth
}

describe('Reach', () => {
  it('finds a way exactly where there is one, of the least depth, under any cut and in any order of searches', () => {
    fc.assert(
      fc.property(steps, starts, fact, fc.nat({ max: 3 }), (list, from, target, number) => {
        const { graph, pointOf } = build(list)
        const reach = new Reach(graph)
        const cut = pointOf(number)
        for (const cuts of [[], [cut], []]) {
          reach.cut(cuts)
          const isOff = (step: Graph['steps'][number]) => cuts.some((each) => step.cuts.includes(each))
          for (const start of from) {
            const way = reach.way(start, target)
            const expected = depths(graph, start, isOff)[target]
            if (way === undefined) {
              expect(expected).toBe(Number.POSITIVE_INFINITY)
              continue
            }
            // Each step stands on what was had before, and none on what is cut.
            const had = new Map(start.map((each) => [each, 0]))
            for (const step of way.proof) {
              expect(step.needs.filter((need) => !had.has(need))).toEqual([])
              expect(isOff(step)).toBe(false)
              const depth = Math.max(...step.needs.map((need) => had.get(need) ?? 0)) + (step.technique ? 1 : 0)
              had.set(step.gives, Math.min(depth, had.get(step.gives) ?? depth))
            }
            expect(had.get(target)).toBe(expected)
            expect(way.length).toBe(way.proof.filter((step) => step.technique).length)
          }
        }
      }),
      { numRuns: 500 },
    )
  })
})
