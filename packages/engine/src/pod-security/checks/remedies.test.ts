import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pod as anyPod } from '../../../test/pods.ts'
import { applyToValue, type Change } from '../../fixes/index.ts'
import { valueAt } from '../../yaml/index.ts'
import { newestMinor } from '../levels.ts'
import { podView } from '../pod.ts'
import { checksOf } from '../policies.ts'
import type { Remedy } from './check.ts'

const minor = fc.integer({ min: 0, max: newestMinor })
const level = fc.constantFrom('baseline' as const, 'restricted' as const)
/** As it comes from a file, where what is undefined is not written. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** The edits as a plan applies them: each once, and none that removes what only the API server filled in. */
function writtenOnce(pod: unknown, remedies: readonly Remedy[]): Change[] {
  const edits = new Map(
    remedies.flatMap(({ changes }) => changes).map((change) => [`${change.op} ${change.path.join('/')}`, change]),
  )
  return [...edits.values()].filter(({ op, path }) => op !== 'delete' || valueAt(pod, path) !== undefined)
}

describe('the remedies of a check', () => {
  it('let a pod pass that the check refused, where they are edits', () => {
    fc.assert(
      fc.property(anyPod, level, minor, (written, of, at) => {
        const pod = plain(written)
        for (const { check, version } of checksOf(of, at)) {
          const view = podView(pod)
          const refusal = version.run(view)
          if (refusal === undefined) continue
          const remedies = check.remedies(refusal, view)
          expect(remedies.flatMap(({ offences }) => offences)).toHaveLength(refusal.offences.length)
          if (remedies.some(({ changes }) => changes.length === 0)) continue
          const mended = applyToValue(pod, writtenOnce(pod, remedies))
          expect(version.run(podView(mended)), check.id).toBeUndefined()
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    )
  })

  it('stand at places whose value is the one that is named', () => {
    fc.assert(
      fc.property(anyPod, level, minor, (written, of, at) => {
        const pod = plain(written)
        for (const { check, version } of checksOf(of, at)) {
          for (const { path, value } of version.run(podView(pod, 'template'))?.offences ?? []) {
            const there = valueAt(pod, path)
            if (typeof there === 'object' || check.id.startsWith('capabilities')) continue
            expect(there ?? '', check.id).toEqual(value ?? '')
          }
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    )
  })
})
