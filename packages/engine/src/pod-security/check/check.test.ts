import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { builtInSettings } from '../admission/settings.ts'
import { checkCluster, type CheckOptions } from './check.ts'
import { checkNamespaces } from './namespaces.ts'

const prefix = 'pod-security.kubernetes.io/'
const baseline = { level: 'baseline', version: 'latest' } as const
const enforcing = { ...builtInSettings, defaults: { ...builtInSettings.defaults, enforce: baseline, warn: baseline } }

function check(yaml: string, options: Partial<CheckOptions> = {}) {
  return checkCluster(clusterOf(yaml), { settings: enforcing, labelsOf: () => undefined, user: '', ...options })
}

const owner = (kind: string, name: string) => `ownerReferences: [{kind: ${kind}, name: ${name}, controller: true}]`
const template = (spec: string) => `spec: {template: {spec: ${spec}}}`
const pid = '{hostPID: true, containers: [{name: c, image: c:1}]}'
const plain = '{containers: [{name: c, image: c:1}]}'
const net = '{hostNetwork: true, containers: [{name: c, image: c:1, ports: [{containerPort: 80}]}]}'

describe('checkCluster', () => {
  it('judges a controller as one, and as the pod that it makes', () => {
    const [answer] = check(`apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: proxy}\n${template(net)}`)
    expect(answer).toMatchObject({
      as: 'controller',
      outcome: 'refused',
      object: {
        allowed: true,
        warnings: ['would violate PodSecurity "baseline:latest": host namespaces (hostNetwork=true)'],
      },
      pod: {
        allowed: false,
        message:
          'pods "proxy-*" is forbidden: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true), hostPort (container "c" uses hostPort 80)',
      },
      template: { detail: 'host namespaces (hostNetwork=true)' },
    })
  })

  it('says the same of both only once', () => {
    const [answer] = check(`apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: proxy}\n${template(pid)}`)
    expect(answer?.template).toBeUndefined()
  })

  it.each([
    ['apps/v1', 'StatefulSet', 'pods "x-0" is'],
    ['batch/v1', 'Job', 'pods "x-*" is'],
    ['argoproj.io/v1alpha1', 'Rollout', 'pods "x-*" is'],
  ])('names the pods of %s %s as far as they are known', (apiVersion, kind, begin) => {
    const [answer] = check(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n${template(pid)}`)
    expect(answer?.pod.message?.startsWith(begin)).toBe(true)
  })

  it('knows where a StatefulSet begins to count, and names that are made up', () => {
    const set =
      'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: x}\nspec: {ordinals: {start: 3}, template: {spec: '
    expect(check(`${set}${pid}}}`)[0]?.pod.message).toMatch(/^pods "x-3" is/)
    expect(check(`apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}\nspec: ${pid}`)[0]?.pod.message).toMatch(
      /^pods "x-\*" is/,
    )
  })

  it('judges custom resources by their pods alone', () => {
    const [answer] = check(`apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r}\n${template(pid)}`)
    expect(answer).toMatchObject({
      as: 'custom',
      outcome: 'refused',
      object: { allowed: true, warnings: [], auditAnnotations: {} },
      pod: { allowed: false },
    })
  })

  it('puts what was made with its owner where both get the same answer', () => {
    const yaml = [
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n${template(plain)}`,
      `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web-1, ${owner('Deployment', 'web')}}\n${template(plain)}`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web-1-a, ${owner('ReplicaSet', 'web-1')}}\nspec: ${plain}`,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: web-1-b, ${owner('ReplicaSet', 'web-1')}}\nspec: ${pid}`,
    ].join('\n---\n')
    expect(
      check(yaml).map(({ workload, outcome, made, owner: of }) => [
        workload.resource.name,
        outcome,
        made.map(({ name }) => name),
        of?.name,
      ]),
    ).toEqual([
      ['web-1-b', 'refused', [], 'web'],
      ['web', 'allowed', ['web-1', 'web-1-a'], undefined],
    ])
  })

  it('asks for pods as the controller that makes them', () => {
    const yaml = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n${template(pid)}`
    const exempting = (username: string) => ({
      settings: { ...enforcing, exemptions: { ...enforcing.exemptions, usernames: [username] } },
      user: 'alice',
    })
    expect(check(yaml, exempting('alice'))[0]).toMatchObject({
      outcome: 'refused',
      exempt: 'user',
      object: { auditAnnotations: { [`${prefix}exempt`]: 'user' } },
    })
    const controller = 'system:serviceaccount:kube-system:replicaset-controller'
    expect(check(yaml, exempting(controller))[0]).toMatchObject({
      outcome: 'warned',
      pod: { allowed: true, auditAnnotations: { [`${prefix}exempt`]: 'user' } },
    })
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: p, ${owner('ReplicaSet', 'r')}}\nspec: ${pid}`
    expect(check(pod, exempting('alice'))[0]?.outcome).toBe('refused')
    expect(check(pod, exempting(controller))[0]?.outcome).toBe('exempt')
  })

  it('judges what is exempt all the same', () => {
    const exemptions = { ...enforcing.exemptions, namespaces: ['default'] }
    const [answer] = check(`apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: ${pid}`, {
      settings: { ...enforcing, exemptions },
    })
    expect(answer).toMatchObject({
      outcome: 'exempt',
      exempt: 'namespace',
      pod: { allowed: true },
      verdict: { detail: 'host namespaces (hostPID=true)' },
    })
  })

  it('goes by the policy that brought the outcome about', () => {
    const yaml = `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: ${plain}`
    const outcome = (labels: Record<string, string>) => {
      const prefixed = Object.fromEntries(Object.entries(labels).map(([key, value]) => [prefix + key, value]))
      const [answer] = check(yaml, { settings: builtInSettings, labelsOf: () => prefixed })
      return [answer?.outcome, answer?.policy.level, answer?.verdict.allowed]
    }
    expect(outcome({})).toEqual(['allowed', 'privileged', true])
    expect(outcome({ enforce: 'baseline' })).toEqual(['allowed', 'baseline', true])
    expect(outcome({ audit: 'restricted' })).toEqual(['noted', 'restricted', false])
    expect(outcome({ warn: 'restricted', audit: 'baseline' })).toEqual(['warned', 'restricted', false])
    expect(outcome({ enforce: 'restricted', warn: 'baseline' })).toEqual(['refused', 'restricted', false])
  })

  it('tells of a stricter warning beside a refusal, in short', () => {
    const [answer] = check(`apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\n${template(pid)}`, {
      labelsOf: () => ({ [`${prefix}warn`]: 'restricted' }),
    })
    expect(answer?.alsoWarns).toEqual({
      policy: { level: 'restricted', version: 'latest' },
      reason:
        'host namespaces, allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile',
    })
  })
})

describe('checkNamespaces', () => {
  it('knows those that are declared and those that are only used', () => {
    const yaml = `apiVersion: v1
kind: Namespace
metadata: {name: typo, labels: {pod-security.kubernetes.io/enforce: Baseline}}
---
apiVersion: v1
kind: Namespace
metadata: {name: exempt, labels: {pod-security.kubernetes.io/enforce: baseline}}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: used}
spec: ${plain}
`
    const settings = { ...builtInSettings, exemptions: { ...builtInSettings.exemptions, namespaces: ['exempt'] } }
    expect(checkNamespaces(clusterOf(yaml), settings, '')).toMatchObject([
      {
        name: 'exempt',
        exempt: true,
        answer: { allowed: true, warnings: [expect.stringContaining('will be ignored')] },
      },
      {
        name: 'typo',
        labelErrors: [{ value: 'Baseline' }],
        policy: { enforce: { level: 'restricted' } },
        answer: { allowed: false, code: 422 },
      },
      { name: 'used', resource: undefined, answer: { allowed: true, warnings: [] } },
    ])
  })
})
