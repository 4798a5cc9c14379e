import { describe, expect, it } from 'vitest'
import { controllerKinds } from './controllers.ts'
import { type AdmissionRequest, review } from './review.ts'
import { builtInSettings } from './settings.ts'

const prefix = 'pod-security.kubernetes.io/'
const settings = {
  ...builtInSettings,
  exemptions: { usernames: ['exempt-user'], namespaces: ['exempt-ns'], runtimeClasses: ['exempt-class'] },
}

const levelsOf = (enforce?: string, warn?: string, audit?: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ enforce, warn, audit }).flatMap(([mode, level]) =>
      level === undefined ? [] : [[prefix + mode, level]],
    ),
  )
const namespaces: Readonly<Record<string, Record<string, string>>> = {
  'exempt-ns': levelsOf('restricted', 'restricted', 'restricted'),
  implicit: {},
  privileged: levelsOf('privileged', 'privileged', 'privileged'),
  baseline: levelsOf('baseline', 'baseline', 'baseline'),
  'baseline-warn': levelsOf(undefined, 'baseline'),
  'baseline-audit': levelsOf(undefined, undefined, 'baseline'),
  restricted: levelsOf('restricted', 'restricted', 'restricted'),
  mixed: levelsOf('baseline', 'restricted', 'restricted'),
  invalid: levelsOf('not-a-valid-level'),
  'twice-invalid': { ...levelsOf('Baseline'), [`${prefix}warn-version`]: '1.30' },
}

const container = { name: 'c', image: 'registry.example/c:1' }
const good = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
}
const podOf = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'test-pod' }, spec })
const baselinePod = podOf({ containers: [container] })
const restrictedPod = podOf({ containers: [{ ...container, securityContext: good }] })
const privilegedPod = podOf({ containers: [{ ...container, securityContext: { privileged: true } }] })
const baselineText = 'privileged (container "c" must not set securityContext.privileged=true)'

function ask(namespace: string, pod: unknown, more: Partial<AdmissionRequest> = {}) {
  const request = {
    operation: 'CREATE',
    resource: { group: '', resource: 'pods' },
    name: 'test-pod',
    namespace,
    user: 'someone',
    object: pod,
    ...more,
  } as const
  return review(request, { settings, labels: namespaces[namespace] })
}

/** The same pod in a Deployment. */
function askDeployment(namespace: string, pod: { spec: object } | undefined, more: Partial<AdmissionRequest> = {}) {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'test-pod' }, spec: { template: pod } }
  return ask(namespace, object, { resource: { group: 'apps', resource: 'deployments' }, ...more })
}

const keys = ({ auditAnnotations }: { auditAnnotations: object }) =>
  Object.keys(auditAnnotations).map((key) => key.replace(prefix, ''))

describe('a request for a pod', () => {
  it('is refused in the words of the API server', () => {
    expect(ask('baseline', privilegedPod)).toEqual({
      allowed: false,
      code: 403,
      reason: 'Forbidden',
      message: `pods "test-pod" is forbidden: violates PodSecurity "baseline:latest": ${baselineText}`,
      warnings: [],
      auditAnnotations: {
        [`${prefix}enforce-policy`]: 'baseline:latest',
        [`${prefix}audit-violations`]: `would violate PodSecurity "baseline:latest": ${baselineText}`,
      },
    })
  })

  it('is refused without a name where the API server makes it up later', () => {
    expect(ask('baseline', privilegedPod, { name: '' }).message).toMatch(
      /^pods is forbidden: violates PodSecurity "baseline:latest": privileged \(/,
    )
  })

  it('is let through with a warning and a note', () => {
    const { allowed, warnings, auditAnnotations } = ask('mixed', baselinePod)
    const text =
      'would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")'
    expect(allowed).toBe(true)
    expect(warnings).toEqual([text])
    expect(auditAnnotations).toEqual({
      [`${prefix}enforce-policy`]: 'baseline:latest',
      [`${prefix}audit-violations`]: text,
    })
  })

  it.each([
    ['an ignored subresource', 'restricted', privilegedPod, { subresource: 'status' }, true, []],
    [
      'a subresource that may change it',
      'restricted',
      privilegedPod,
      { subresource: 'ephemeralcontainers' },
      false,
      ['enforce-policy', 'audit-violations'],
    ],
    ['an exempt namespace', 'exempt-ns', privilegedPod, {}, true, ['exempt']],
    ['an exempt user', 'restricted', privilegedPod, { user: 'exempt-user' }, true, ['exempt']],
    [
      'an exempt runtime class',
      'restricted',
      podOf({ ...privilegedPod.spec, runtimeClassName: 'exempt-class' }),
      {},
      true,
      ['exempt'],
    ],
    ['a namespace that is not there', 'missing', restrictedPod, {}, false, ['error']],
    ['a namespace without labels', 'implicit', privilegedPod, {}, true, ['enforce-policy']],
    ['a privileged namespace', 'privileged', privilegedPod, {}, true, ['enforce-policy']],
    ['what is no object', 'baseline', undefined, {}, false, ['error']],
    ['another kind of object', 'baseline', { kind: 'Namespace' }, {}, false, ['error']],
    ['an update without the object before', 'baseline', restrictedPod, { operation: 'UPDATE' }, false, ['error']],
    [
      'an update of another kind of object',
      'baseline',
      restrictedPod,
      { operation: 'UPDATE', oldObject: { kind: 'Namespace' } },
      false,
      ['error'],
    ],
    [
      'an insignificant update',
      'restricted',
      podOf({ ...privilegedPod.spec, tolerations: [{ operator: 'Exists' }] }),
      { operation: 'UPDATE', oldObject: privilegedPod },
      true,
      [],
    ],
    [
      'a significant update',
      'restricted',
      podOf({ containers: [{ ...privilegedPod.spec, ...container, image: 'another' }] }),
      { operation: 'UPDATE', oldObject: privilegedPod },
      false,
      ['enforce-policy', 'audit-violations'],
    ],
    [
      'a significant update of a good pod',
      'restricted',
      podOf({ containers: [{ ...container, image: 'another', securityContext: good }] }),
      { operation: 'UPDATE', oldObject: restrictedPod },
      true,
      ['enforce-policy'],
    ],
    ['labels that do not hold', 'invalid', baselinePod, {}, false, ['error', 'enforce-policy']],
    ['what is enforced', 'restricted', privilegedPod, {}, false, ['enforce-policy', 'audit-violations']],
    ['what passes', 'baseline', baselinePod, {}, true, ['enforce-policy']],
    ['what is warned about', 'baseline-warn', privilegedPod, {}, true, ['enforce-policy']],
    ['what is noted', 'baseline-audit', privilegedPod, {}, true, ['enforce-policy', 'audit-violations']],
  ] as const)('with %s', (_, namespace, pod, more, allowed, annotations) => {
    const answer = ask(namespace, pod, more)
    expect(answer.allowed).toBe(allowed)
    expect(keys(answer).toSorted()).toEqual([...annotations].toSorted())
    expect(answer.warnings.length).toBe(namespace === 'baseline-warn' ? 1 : 0)
  })

  it.each([
    ['namespace', ask('exempt-ns', privilegedPod, { user: 'exempt-user' })],
    ['user', ask('restricted', privilegedPod, { user: 'exempt-user' })],
    ['user', ask('missing', privilegedPod, { user: 'exempt-user' })],
    ['runtimeClass', ask('invalid', podOf({ runtimeClassName: 'exempt-class' }))],
  ])('notes what it is exempt by: %s', (by, answer) => {
    expect(answer).toEqual({ allowed: true, warnings: [], auditAnnotations: { [`${prefix}exempt`]: by } })
  })

  it('fails where its namespace is not known', () => {
    expect(ask('missing', restrictedPod)).toMatchObject({
      code: 500,
      message: 'Internal error occurred: failed to lookup namespace "missing"',
      auditAnnotations: {
        [`${prefix}error`]:
          'Internal error occurred: failed to lookup namespace "missing": namespaces "missing" not found',
      },
    })
  })

  it('notes labels that do not hold, one as it is and several in brackets', () => {
    const error = (namespace: string) => ask(namespace, baselinePod).auditAnnotations[`${prefix}error`]
    expect(error('invalid')).toBe(
      'Failed to parse policy: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "not-a-valid-level": must be one of privileged, baseline, restricted',
    )
    expect(error('twice-invalid')).toBe(
      'Failed to parse policy: [metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "Baseline": must be one of privileged, baseline, restricted, metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be "latest" or "v1.x"]',
    )
  })

  it('is evaluated as the API server stores it', () => {
    const pod = podOf({ hostNetwork: true, containers: [{ ...container, ports: [{ containerPort: 80 }] }] })
    expect(ask('baseline', pod).message).toContain('hostPort (container "c" uses hostPort 80)')
  })

  it('has AppArmor profiles of annotations in its fields once it is made', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' }
    const pod = { ...baselinePod, metadata: { annotations } }
    expect(ask('baseline', pod).message).toContain('(container "c" and annotation must not set AppArmor profile type')
    const old = podOf({ containers: [{ ...container, image: 'old' }] })
    expect(ask('baseline', pod, { operation: 'UPDATE', oldObject: old }).message).toContain('(annotation must not set')
  })
})

describe('a request for a controller', () => {
  it.each([
    ['what would be refused', 'restricted', privilegedPod, {}, 1, ['audit-violations']],
    ['an exempt namespace', 'exempt-ns', privilegedPod, {}, 0, ['exempt']],
    ['an exempt user', 'restricted', privilegedPod, { user: 'exempt-user' }, 0, ['exempt']],
    ['an exempt runtime class', 'restricted', podOf({ runtimeClassName: 'exempt-class' }), {}, 0, ['exempt']],
    ['any subresource', 'restricted', privilegedPod, { subresource: 'ephemeralcontainers' }, 0, []],
    ['a namespace that is not there', 'missing', privilegedPod, {}, 0, ['error']],
    ['a namespace without labels', 'implicit', privilegedPod, {}, 0, []],
    ['what is noted', 'baseline-audit', privilegedPod, {}, 0, ['audit-violations']],
    ['labels that do not hold', 'invalid', privilegedPod, {}, 0, ['error']],
    ['an update that changes nothing', 'restricted', privilegedPod, { operation: 'UPDATE' }, 1, ['audit-violations']],
    ['no template', 'restricted', undefined, {}, 0, []],
  ] as const)('is never refused: %s', (_, namespace, pod, more, warnings, annotations) => {
    const answer = askDeployment(namespace, pod, more)
    expect(answer.allowed).toBe(true)
    expect(answer.message).toBeUndefined()
    expect(keys(answer)).toEqual(annotations)
    expect(answer.warnings.length).toBe(warnings)
  })

  it('notes that it could not be looked at', () => {
    expect(ask('restricted', 'text', { resource: { group: 'apps', resource: 'deployments' } })).toEqual({
      allowed: true,
      warnings: [],
      auditAnnotations: { [`${prefix}error`]: 'failed to decode object' },
    })
    expect(askDeployment('missing', privilegedPod).auditAnnotations).toEqual({
      [`${prefix}error`]: 'failed to lookup namespace "missing": namespaces "missing" not found',
    })
  })

  it.each(controllerKinds)('is looked into: $kind', ({ group, resource, kind, template }) => {
    const object = template.reduceRight<object>((inner, key) => ({ [key]: inner }), privilegedPod)
    expect(ask('baseline', { kind, ...object }, { resource: { group, resource } }).warnings).toEqual([
      `would violate PodSecurity "baseline:latest": ${baselineText}`,
    ])
  })

  it('is not looked into when it is a custom resource, or no workload', () => {
    const rollout = { kind: 'Rollout', spec: { template: privilegedPod } }
    expect(ask('baseline', rollout, { resource: { group: 'argoproj.io', resource: 'rollouts' } })).toEqual(
      ask('baseline', {}, { resource: { group: '', resource: 'services' } }),
    )
  })

  it('has no host ports filled in', () => {
    const pod = podOf({ hostNetwork: true, containers: [{ ...container, ports: [{ containerPort: 80 }] }] })
    expect(askDeployment('baseline', pod).warnings).toEqual([
      'would violate PodSecurity "baseline:latest": host namespaces (hostNetwork=true)',
    ])
  })
})
