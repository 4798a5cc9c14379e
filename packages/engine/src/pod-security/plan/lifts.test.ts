import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pod as anyPod } from '../../../test/pods.ts'
import { clusterOf } from '../../../test/rule-tester.ts'
import { applyEdits } from '../../fixes/index.ts'
import { planNamespaces } from './plan.ts'
import { noExemptions } from '../admission/exemptions.ts'

const options = { version: 'latest', goal: 'restricted', from: 25, exemptions: noExemptions } as const

it('lifts a workload to restricted by the edits that it names, applied to its text, where all are edits', () => {
  fc.assert(
    fc.property(anyPod, (pod) => {
      const text = JSON.stringify(pod, undefined, 2)
      const [plan] = planNamespaces(clusterOf(text), options)
      const lifts = plan?.blockers.restricted.flatMap((blocker) => blocker.lifts) ?? []
      if (lifts.some(({ class: of }) => of === 'none' || of === 'value')) return
      const edits = lifts.flatMap(({ changes }) => changes).map((change) => ({ ...change, document: 0 }))
      expect(planNamespaces(clusterOf(applyEdits(text, edits)), options)[0]?.blockers.restricted).toEqual([])
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) },
  )
})
