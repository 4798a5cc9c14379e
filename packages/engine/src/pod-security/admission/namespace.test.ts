import { describe, expect, it } from 'vitest'
import { exemptNamespaceWarning, type NamespaceReviewContext, reviewNamespace } from './namespace.ts'
import { builtInDefaults, type NamespacePolicy, policyOf } from './labels.ts'
import { builtInSettings } from './settings.ts'

const prefix = 'pod-security.kubernetes.io/'
type Short = Readonly<Record<string, string>>
const labelled = (labels: Short) => ({
  kind: 'Namespace',
  metadata: {
    name: 'test',
    labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value])),
  },
})

const owned = (uid: string) => ({ ownerReferences: [{ uid, controller: true }] })
/** A pod that violates restricted by the capabilities alone, or by two things. */
function pod(name: string, { runtimeClassName = '', both = false, metadata = {} } = {}) {
  const securityContext = { allowPrivilegeEscalation: both, runAsNonRoot: true, seccompProfile: { type: 'Localhost' } }
  return { metadata: { name, ...metadata }, spec: { runtimeClassName, containers: [{ name: 'c', securityContext }] } }
}
const somePods = [
  pod('noruntimeclasspod'),
  pod('runtimeclass1pod', { runtimeClassName: 'runtimeclass1' }),
  pod('runtimeclass2pod', { runtimeClassName: 'runtimeclass2' }),
  pod('runtimeclass3pod', { both: true }),
]
const one = 'unrestricted capabilities'
const two = `allowPrivilegeEscalation != false, ${one}`

interface Asked {
  readonly now: Short
  readonly before?: Short
  readonly subresource?: string
  readonly exempt?: Partial<NamespaceReviewContext['settings']['exemptions']>
  readonly defaults?: NamespacePolicy
  readonly pods?: readonly unknown[] | 'fails'
  readonly maxPods?: number
  readonly timeIsUp?: () => boolean
}

function ask({ now, before, exempt, defaults = builtInDefaults, pods = somePods, subresource = '', ...more }: Asked) {
  let listed = false
  const answer = reviewNamespace(
    {
      operation: before === undefined ? 'CREATE' : 'UPDATE',
      resource: { group: '', resource: 'namespaces' },
      subresource,
      name: 'test',
      namespace: 'test',
      user: 'someone',
      object: labelled(now),
      oldObject: before && labelled(before),
    },
    {
      settings: { defaults, exemptions: { ...builtInSettings.exemptions, ...exempt } },
      listPods: () => {
        listed = true
        return pods === 'fails' ? undefined : pods
      },
      ...more,
    },
  )
  return { ...answer, listed }
}

describe('a new namespace', () => {
  it.each<Short>([
    { enforce: 'privileged', 'enforce-version': 'v1.0' },
    { enforce: 'baseline' },
    { enforce: 'restricted' },
  ])('with %j is let through, and no pod is looked at', (now) => {
    expect(ask({ now })).toEqual({ allowed: true, warnings: [], auditAnnotations: {}, listed: false })
  })

  it('is refused with labels that do not hold', () => {
    expect(ask({ now: { enforce: 'unknown' } })).toMatchObject({
      allowed: false,
      code: 422,
      reason: 'Invalid',
      message:
        'Namespace "test" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "unknown": must be one of privileged, baseline, restricted',
    })
    expect(ask({ now: { audit: 'a"b', 'audit-version': 'v1' } }).message).toBe(
      'Namespace "test" is invalid: [metadata.labels[pod-security.kubernetes.io/audit]: Invalid value: "a\\"b": must be one of privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/audit-version]: Invalid value: "v1": must be "latest" or "v1.x"]',
    )
  })

  it('that is exempt is told that its labels are ignored, unless they do not hold', () => {
    const exempt = { namespaces: ['test'] }
    expect(ask({ now: { enforce: 'restricted' }, exempt }).warnings).toEqual([
      'namespace "test" is exempt from Pod Security, and the policy (enforce=restricted:latest) will be ignored',
    ])
    expect(ask({ now: { enforce: 'none' }, exempt }).allowed).toBe(false)
  })

  it('has subresources that are not looked at', () => {
    expect(ask({ now: { enforce: 'unknown' }, subresource: 'finalize' }).allowed).toBe(true)
  })
})

describe('a change of a namespace', () => {
  const strict = { enforce: 'restricted', 'enforce-version': 'v1.0' }
  it.each([
    ['nothing', strict, strict],
    ['nothing, though the level is none', { enforce: 'unknown' }, { enforce: 'unknown' }],
    [
      'nothing, though the version is none',
      { enforce: 'baseline', 'enforce-version': 'x' },
      { enforce: 'baseline', 'enforce-version': 'x' },
    ],
    ['a laxer level', { enforce: 'baseline', 'enforce-version': 'v1.0' }, strict],
    ['a laxer level of latest', { enforce: 'baseline', 'enforce-version': 'latest' }, { enforce: 'restricted' }],
    ['privileged', { enforce: 'privileged' }, strict],
    ['no label', {}, strict],
    ['what is only audited and warned about', { audit: 'restricted', warn: 'restricted' }, {}],
  ])('to %s looks at no pod', (_, now, before) => {
    expect(ask({ now, before })).toMatchObject({ allowed: true, warnings: [], listed: false })
  })

  it('is refused with label errors that are new or others', () => {
    expect(ask({ now: { enforce: 'unknown' }, before: strict }).message).toContain('must be one of')
    expect(ask({ now: { enforce: 'unknown' }, before: { enforce: 'other' } }).allowed).toBe(false)
    expect(ask({ now: { enforce: 'unknown', warn: 'x' }, before: { enforce: 'unknown' } }).allowed).toBe(false)
    expect(ask({ now: { enforce: 'privileged', 'enforce-version': 'unknown' }, before: strict }).message).toContain(
      'must be "latest" or "v1.x"',
    )
  })

  it('is tried on the pods where a version changes, or a default is stricter than the label was', () => {
    expect(ask({ now: { enforce: 'baseline', 'enforce-version': 'v1.30' }, before: strict }).listed).toBe(true)
    const defaults = { ...builtInDefaults, enforce: { level: 'restricted', version: 'latest' } } as const
    expect(ask({ now: {}, before: { enforce: 'baseline', 'enforce-version': 'v1.0' }, defaults }).warnings).toEqual([
      'existing pods in namespace "test" violate the new PodSecurity enforce level "restricted:latest"',
      `noruntimeclasspod (and 2 other pods): ${one}`,
      `runtimeclass3pod: ${two}`,
    ])
  })

  const tightened = { now: { enforce: 'restricted' }, before: { enforce: 'baseline' } }

  it('leaves pods with an exempt runtime class out', () => {
    expect(ask({ ...tightened, exempt: { runtimeClasses: ['runtimeclass1'] } }).warnings.slice(1)).toEqual([
      `noruntimeclasspod (and 1 other pod): ${one}`,
      `runtimeclass3pod: ${two}`,
    ])
  })

  it('is not tried where the namespace is exempt', () => {
    const now = { ...strict, audit: 'restricted', warn: 'baseline' }
    expect(ask({ now, before: {}, exempt: { namespaces: ['test'] } })).toMatchObject({
      listed: false,
      warnings: [
        'namespace "test" is exempt from Pod Security, and the policy (enforce=restricted:v1.0, audit=restricted:latest, warn=baseline:latest) will be ignored',
      ],
    })
  })

  it('says that pods could not be listed', () => {
    expect(ask({ ...tightened, pods: 'fails' })).toMatchObject({
      allowed: true,
      warnings: ['failed to list pods while checking new PodSecurity enforce level'],
    })
  })

  it('stops when time is up', () => {
    let asked = 0
    expect(ask({ ...tightened, timeIsUp: () => ++asked === 2 }).warnings).toEqual([
      'new PodSecurity enforce level only checked against the first 2 of 4 existing pods',
      'existing pods in namespace "test" violate the new PodSecurity enforce level "restricted:latest"',
      `noruntimeclasspod (and 1 other pod): ${one}`,
    ])
    expect(ask({ ...tightened, pods: somePods.slice(0, 1), timeIsUp: () => true }).warnings).toHaveLength(2)
  })

  it('looks at 3,000 pods at most', () => {
    const pods = Array.from({ length: 3005 }, (_, i) => pod(`pod${String(3005 - i).padStart(4, '0')}`))
    expect(ask({ ...tightened, pods }).warnings).toEqual([
      'new PodSecurity enforce level only checked against the first 3000 of 3005 existing pods',
      'existing pods in namespace "test" violate the new PodSecurity enforce level "restricted:latest"',
      `pod0006 (and 2999 other pods): ${one}`,
    ])
  })

  it('looks at one pod of each controller first', () => {
    const pods = [
      ...['e1', 'e2', 'e3', 'e4'].map((name) => pod(name, { runtimeClassName: 'exempt' })),
      ...['r1p1', 'r1p2', 'r1p3'].map((name) => pod(name, { metadata: owned('1') })),
      ...['r2p1', 'r2p2'].map((name) => pod(name, { metadata: owned('2'), both: true })),
      pod('unique1'),
      pod('unique2', { both: true }),
      pod('not-controlled', { metadata: { ownerReferences: [{ uid: '1' }] } }),
    ]
    const warnings = (maxPods: number) =>
      ask({ ...tightened, pods, maxPods, exempt: { runtimeClasses: ['exempt'] } }).warnings
    expect(warnings(4)).toEqual([
      'new PodSecurity enforce level only checked against the first 4 of 8 existing pods',
      'existing pods in namespace "test" violate the new PodSecurity enforce level "restricted:latest"',
      `r1p1 (and 1 other pod): ${one}`,
      `r2p1 (and 1 other pod): ${two}`,
    ])
    expect(warnings(6)[2]).toBe(`not-controlled (and 3 other pods): ${one}`)
    expect(warnings(100).at(-1)).toBe(`r2p1 (and 2 other pods): ${two}`)
  })

  it('sorts lines and picks names by bytes', () => {
    expect(ask({ ...tightened, pods: [pod('b'), pod('B'), pod('a', { both: true })] }).warnings.slice(1)).toEqual([
      `B (and 1 other pod): ${one}`,
      `a: ${two}`,
    ])
  })
})

describe('an exempt namespace', () => {
  const baseline = { level: 'baseline', version: 23 } as const
  const strictDefaults = { enforce: baseline, audit: baseline, warn: baseline }
  it.each([
    [{}, builtInDefaults, undefined],
    [{ enforce: 'privileged', 'enforce-version': 'v1.24', 'warn-version': 'v1.25' }, builtInDefaults, undefined],
    [{ enforce: 'baseline' }, builtInDefaults, 'enforce=baseline:latest'],
    [{ warn: 'baseline' }, builtInDefaults, 'warn=baseline:latest'],
    [{ audit: 'restricted' }, builtInDefaults, 'audit=restricted:latest'],
    [{}, strictDefaults, undefined],
    [{ 'warn-version': 'latest' }, strictDefaults, 'warn=baseline:latest'],
  ])('with %j', (short: Short, defaults: NamespacePolicy, told) => {
    const { labels } = labelled(short).metadata
    const all = { ...labels, other: 'label' }
    const warning = exemptNamespaceWarning('test', policyOf(all, defaults).policy, all, defaults)
    expect(warning).toBe(
      told && `namespace "test" is exempt from Pod Security, and the policy (${told}) will be ignored`,
    )
  })
})
