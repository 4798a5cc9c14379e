import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pod as anyPod } from '../../test/pods.ts'
import { clusterOf } from '../../test/rule-tester.ts'
import { type Check, checks, checksOfLevel, podView } from '../pod-security/index.ts'
import { audit } from './audit.ts'
import { controlOfCheck, controlsOf, countsFor, selectRules } from './select-rules.ts'

/** The controls that an audit under a framework finds something for. */
function failedControls(text: string, framework: 'pss' | 'pss-baseline' | 'pss-restricted'): Set<string> {
  const rules = selectRules({ framework }, undefined)
  const mapped = new Map(rules.map(({ rule }) => [rule.id, controlsOf(rule.frameworks, framework)]))
  const found = audit(clusterOf(text), { rules, warrants: [], peerWarrants: false, today: '2026-11-24' })
  return new Set(
    found.flatMap((finding) =>
      (mapped.get(finding.rule) ?? []).filter((control) => countsFor(finding, control, framework)),
    ),
  )
}

/** The checks that the pod fails, by the API server's own word. */
function failedChecks(text: string, ids: ReadonlySet<string>): Set<string> {
  const pod = podView(JSON.parse(text), 'created')
  return new Set(
    checks
      .filter((check: Check) => ids.has(check.id) && check.versions.at(-1)?.run(pod) !== undefined)
      .map(({ id }) => controlOfCheck(id)),
  )
}

describe('an audit by the Pod Security Standards', () => {
  it.each([
    ['pss-baseline', checksOfLevel('baseline')],
    ['pss-restricted', checksOfLevel('restricted')],
    ['pss', new Set([...checksOfLevel('baseline'), ...checksOfLevel('restricted')])],
  ] as const)('fails exactly the checks that the pod fails (%s)', (framework, ids) => {
    fc.assert(
      fc.property(anyPod, fc.constantFrom(undefined, 'linux', 'windows'), (pod, os) => {
        const nodeSelector = os && { 'kubernetes.io/os': os }
        const text = JSON.stringify({ ...pod, spec: { ...pod.spec, nodeSelector } })
        expect([...failedControls(text, framework)].sort()).toEqual([...failedChecks(text, ids)].sort())
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) },
    )
  })

  it('has a rule for every check', () => {
    const controls = selectRules({ framework: 'pss' }, undefined).flatMap(({ rule }) =>
      controlsOf(rule.frameworks, 'pss'),
    )
    expect([...new Set(controls)].sort()).toEqual(checks.map(({ id }) => controlOfCheck(id)).sort())
  })
})
