import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pod as anyPod } from '../../test/pods.ts'
import { clusterOf } from '../../test/rule-tester.ts'
import { isObject } from '../cluster/index.ts'
import { type Check, checks, checksOfLevel, podOf, type PodView, podView } from '../pod-security/index.ts'
import { audit } from './audit.ts'
import { readConfiguration } from './configuration.ts'
import { controlOfCheck, controlsOf, countsFor, selectRules } from './select-rules.ts'

const levels = {
  'pss-baseline': checksOfLevel('baseline'),
  'pss-restricted': checksOfLevel('restricted'),
  pss: new Set([...checksOfLevel('baseline'), ...checksOfLevel('restricted')]),
}

type Framework = keyof typeof levels

/** Settings that excuse what the standards forbid. */
const lenient = readConfiguration(
  'warrant.yaml',
  `apiVersion: unwarranted.dev/v1
kind: Configuration
rules:
  capability-added: { enabled: false, options: { allowed: [CHOWN, SYS_ADMIN, NET_RAW] } }
  dangerous-capability: { options: { capabilities: [] } }
  unsafe-sysctl: { options: { allowed: ['*'] } }
`,
)

/** The pod as itself, or as what a controller makes. */
const carriers = {
  Pod: (pod: object) => pod,
  Deployment: (pod: object) => ({ apiVersion: 'apps/v1', kind: 'Deployment', ...templateOf(pod) }),
  CronJob: (pod: object) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'w' },
    spec: { jobTemplate: templateOf(pod) },
  }),
}

function templateOf(pod: object): object {
  const { metadata, spec } = pod as { metadata: { annotations: object }; spec: object }
  return { metadata: { name: 'w' }, spec: { template: { metadata: { annotations: metadata.annotations }, spec } } }
}

/** What an audit under a framework finds, each finding with the controls that its rule stands for. */
function found(resource: object, framework: Framework, configuration: typeof lenient | undefined) {
  const rules = selectRules({ framework }, configuration)
  const mapped = new Map(rules.map(({ rule }) => [rule.id, controlsOf(rule.frameworks, framework)]))
  const cluster = clusterOf(JSON.stringify(resource))
  const findings = audit(cluster, { rules, warrants: [], peerWarrants: false, today: '2026-11-24' })
  return findings.map((finding) => ({ finding, controls: mapped.get(finding.rule) ?? [] }))
}

/** The controls that the pod fails by the checks alone, without a rule or the audit having a say. */
function failedChecks(pod: object, framework: Framework): Set<string> {
  return checksFailedBy(podView(pod, 'created'), framework)
}

function checksFailedBy(view: PodView, framework: Framework): Set<string> {
  return new Set(
    checks
      .filter((check: Check) => levels[framework].has(check.id) && check.versions.at(-1)?.run(view) !== undefined)
      .map(({ id }) => controlOfCheck(id)),
  )
}

/** Values that a field may hold although it should not. */
const odd = fc.constantFrom<unknown>(null, '', 'x', 'true', 0, -1, 1.5, true, false, [], {}, [null], [{}], {
  name: 'a',
})

/** A pod whose spec holds such values here and there. */
const oddPod = fc
  .tuple(anyPod, fc.infiniteStream(fc.nat(12)), fc.infiniteStream(odd))
  .map(([{ spec, ...pod }, dice, values]) => {
    const spoil = (value: unknown): unknown => {
      if (dice.next().value === 0) return values.next().value
      if (Array.isArray(value)) return value.map(spoil)
      if (!isObject(value)) return value
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoil(item)]))
    }
    return { ...pod, spec: Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, spoil(value)])) }
  })

const caseOf = fc.record({
  pod: anyPod,
  os: fc.constantFrom(undefined, 'linux', 'windows'),
  kind: fc.constantFrom(...(Object.keys(carriers) as (keyof typeof carriers)[])),
  configuration: fc.constantFrom(undefined, lenient),
})

describe('an audit by the Pod Security Standards', () => {
  it.each(Object.keys(levels) as Framework[])('fails exactly the checks that the pod fails (%s)', (framework) => {
    fc.assert(
      fc.property(caseOf, ({ pod, os, kind, configuration }) => {
        const whole = { ...pod, spec: { ...pod.spec, nodeSelector: os && { 'kubernetes.io/os': os } } }
        const failed = failedChecks(whole, framework)
        const all = found(carriers[kind](whole), framework, configuration)
        const stray = all.filter(({ controls }) => !controls.some((control) => failed.has(control)))
        expect(stray.map(({ finding }) => finding.rule)).toEqual([])
        const told = all.flatMap(({ finding, controls }) =>
          controls.filter((control) => countsFor(finding, control, framework)),
        )
        expect([...new Set(told)].sort()).toEqual([...failed].sort())
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    )
  })

  it('fails exactly those of a pod with values that no field takes, as far as the pod could be read', () => {
    fc.assert(
      fc.property(oddPod, (pod) => {
        const { workloads } = clusterOf(JSON.stringify(pod))
        const failed = workloads.flatMap((workload) => [...checksFailedBy(podOf(workload, 'created'), 'pss')])
        const told = found(pod, 'pss', undefined).flatMap(({ finding, controls }) =>
          controls.filter((control) => countsFor(finding, control, 'pss')),
        )
        expect([...new Set(told)].sort()).toEqual(failed.sort())
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    )
  })

  it('meets pods that pass and pods that fail, for every check', () => {
    const pods = fc.sample(anyPod, { numRuns: 2000, seed: 1 }).map((pod) => podView(pod, 'created'))
    const failing = checks.map(({ versions }: Check) => pods.filter((pod) => versions.at(-1)?.run(pod)).length)
    for (const count of failing) {
      expect(count).toBeGreaterThan(20)
      expect(count).toBeLessThan(pods.length - 20)
    }
  })

  it('has a rule for every check', () => {
    const controls = selectRules({ framework: 'pss' }, undefined).flatMap(({ rule }) =>
      controlsOf(rule.frameworks, 'pss'),
    )
    expect([...new Set(controls)].sort()).toEqual(checks.map(({ id }) => controlOfCheck(id)).sort())
  })
})
