import { describe, expect, it } from 'vitest'
import { evaluate, evaluatePod } from './evaluate.ts'
import { podView } from './pod.ts'

const good = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
}

function podWith(spec: object, metadata: object = {}) {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec }
}

describe('evaluatePod', () => {
  it('takes a pod that follows every rule', () => {
    const pod = podWith({ containers: [{ name: 'a', securityContext: good }] })
    expect(evaluatePod(pod, { level: 'restricted', version: 'v1.36' })).toEqual({
      allowed: true,
      reason: '',
      detail: '',
      violations: [],
    })
  })

  it('names what is refused in order, with the places', () => {
    const pod = podWith({
      hostPID: true,
      containers: [
        {
          name: 'i',
          ports: [
            { containerPort: 80, hostPort: 10250 },
            { containerPort: 1, hostPort: 80 },
          ],
        },
        { name: 'a', ports: [{ containerPort: 2, hostPort: 9100 }] },
      ],
    })
    const verdict = evaluate(podView(pod), { level: 'baseline', version: 'latest' })
    expect(verdict.reason).toBe('host namespaces, hostPort')
    expect(verdict.detail).toBe(
      'host namespaces (hostPID=true), hostPort (containers "i", "a" use hostPorts 10250, 80, 9100)',
    )
    expect(
      verdict.violations.map(({ check, offences }) => [check, offences.map(({ path }) => path.join('.'))]),
    ).toEqual([
      ['hostNamespaces', ['spec.hostPID']],
      [
        'hostPorts',
        [
          'spec.containers.0.ports.0.hostPort',
          'spec.containers.0.ports.1.hostPort',
          'spec.containers.1.ports.0.hostPort',
        ],
      ],
    ])
  })

  it('quotes annotations as Go does', () => {
    const annotations = {
      'container.apparmor.security.beta.kubernetes.io/a': 'un"con\u0007fi\u00e9\u200bned\u{10ffff}',
    }
    expect(evaluatePod(podWith({ containers: [] }, { annotations }), { level: 'baseline' }).detail).toBe(
      'forbidden AppArmor profile (annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/a="un\\"con\\afié\\u200bned\\U0010ffff"")',
    )
  })

  it('sorts values by their bytes', () => {
    const add = ['\u{1f600}', '\uffee', 'b', 'B']
    const pod = podWith({ containers: [{ name: 'a', securityContext: { ...good, capabilities: { add } } }] })
    expect(evaluatePod(pod, { level: 'baseline' }).detail).toBe(
      'non-default capabilities (container "a" must not include "B", "b", "\uffee", "\u{1f600}" in securityContext.capabilities.add)',
    )
  })

  it('fills in host ports of pods on the host network, not of templates', () => {
    const pod = podWith({ hostNetwork: true, containers: [{ name: 'a', ports: [{ containerPort: 80 }] }] })
    const detail = (defaulting: 'pod' | 'template') => evaluatePod(pod, { level: 'baseline', defaulting }).detail
    expect(detail('pod')).toBe('host namespaces (hostNetwork=true), hostPort (container "a" uses hostPort 80)')
    expect(detail('template')).toBe('host namespaces (hostNetwork=true)')
  })

  it('takes a volume without a source for an emptyDir, also where null is written', () => {
    const pod = podWith({
      volumes: [{ name: 'v', hostPath: null }],
      containers: [{ name: 'a', securityContext: good }],
    })
    expect(evaluatePod(pod, { level: 'restricted' }).allowed).toBe(true)
    expect(evaluatePod(pod, { level: 'restricted', defaulting: 'none' }).detail).toBe(
      'restricted volume types (volume "v" uses restricted volume type "unknown")',
    )
  })

  it('reads null in annotations as the empty string, which is no seccomp profile', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': null }
    expect(evaluatePod(podWith({}, { annotations }), { level: 'baseline', version: 'v1.18' }).detail).toBe(
      'seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="")',
    )
  })

  it('lets a Windows pod pass restricted that baseline refuses', () => {
    const pod = podWith({
      os: { name: 'windows' },
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } },
      containers: [{ name: 'a' }],
    })
    expect(evaluatePod(pod, { level: 'restricted' }).allowed).toBe(true)
    expect(evaluatePod(pod, { level: 'baseline' }).reason).toBe('seccompProfile')
  })

  it('lets versions that are newer than the checks behave like the newest', () => {
    const pod = podWith({ securityContext: { sysctls: [{ name: 'net.ipv4.tcp_notsent_lowat', value: '1' }] } })
    expect(evaluatePod(pod, { level: 'baseline', version: 'v1.36' }).detail).toBe(
      'forbidden sysctls (net.ipv4.tcp_notsent_lowat)',
    )
    expect(evaluatePod(pod, { level: 'baseline', version: 'v1.99' }).allowed).toBe(true)
  })

  it.each([null, undefined, 1, 'pod', [], {}, { spec: [] }, { spec: { containers: [null, 3], volumes: 'x' } }])(
    'judges %j without failing',
    (pod) => {
      expect(evaluatePod(pod, { level: 'baseline' }).allowed).toBe(true)
    },
  )

  it.each([
    { level: 'Baseline' },
    { level: 'baseline', version: '1.30' },
    { level: 'baseline', version: 'v1.05' },
    { level: 'constructor' },
  ])('refuses %j', (options) => {
    expect(() => evaluatePod({}, options)).toThrow(expect.objectContaining({ code: 'usage' }))
  })
})

it('takes AppArmor annotations for fields too, as API servers do when a pod is made', () => {
  const annotations = { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' }
  const pod = podWith({ containers: [{ name: 'a' }, { name: 'b' }] }, { annotations })
  expect(evaluatePod(pod, { level: 'baseline', defaulting: 'created' }).detail).toBe(
    'forbidden AppArmor profiles (container "a" and annotation must not set AppArmor profile type to "Unconfined", "container.apparmor.security.beta.kubernetes.io/a="unconfined"")',
  )
  const windows = podWith({ os: { name: 'windows' }, containers: [{ name: 'a' }] }, { annotations })
  expect(evaluatePod(windows, { level: 'baseline', defaulting: 'created' }).reason).toBe('forbidden AppArmor profile')
})
