import { describe, expect, it } from 'vitest'
import { audited, told } from '../../test/audited.ts'

const deployment = ({ onResource = '', onTemplate = '', labels = '' } = {}) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations: {${onResource}}
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata:
      labels: {${labels}}
      annotations: {${onTemplate}}
    spec:
      hostNetwork: true
      volumes:
        - { name: proc, hostPath: { path: /proc } }
        - { name: etc, hostPath: { path: /etc } }
      containers:
        - name: app
          image: registry.example/app:1
          securityContext: { privileged: true, capabilities: { add: [SYS_TIME, SYS_ADMIN] } }
          volumeMounts: [{ name: proc, mountPath: /host/proc }, { name: etc, mountPath: /host/etc }]
        - name: side
          image: registry.example/side:1
          securityContext: { privileged: true }
`
const rules = ['host-network', 'privileged-container']
const exempt = (yaml: string, ids = rules) => told(audited(yaml, ids)).filter((line) => /[()]|-exemption/.test(line))

describe("kubeaudit's labels", () => {
  it('cover a container', () => {
    for (const domain of ['kubeaudit.io', 'audit.kubernetes.io']) {
      const labels = `container.${domain}/side.allow-privileged: Needed`
      expect(exempt(deployment({ labels }))).toEqual(['privileged-container side (Needed)'])
    }
  })
  it.each(['kubeaudit.io/', 'audit.kubernetes.io/pod.'])('cover the pod (%s)', (prefix) => {
    expect(exempt(deployment({ labels: `${prefix}allow-privileged: Needed` }))).toEqual([
      'privileged-container app (Needed)',
      'privileged-container side (Needed)',
    ])
  })
  it('need no reason, as in kubeaudit', () => {
    const covered = ['host-network (accepted for kubeaudit)']
    expect(exempt(deployment({ labels: 'kubeaudit.io/allow-namespace-host-network: ""' }))).toEqual(covered)
    expect(exempt(deployment({ labels: 'kubeaudit.io/allow-namespace-host-network: "true"' }))).toEqual(covered)
  })
  it.each(['kubeaudit.io/', 'audit.kubernetes.io/namespace.'])('cover a Namespace (%s)', (prefix) => {
    const yaml = (label: string) =>
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {${prefix}${label}: Agreed}\n`
    expect(exempt(yaml('allow-non-default-deny-egress-network-policy'), ['namespace-without-default-deny'])).toEqual([
      'namespace-without-default-deny (Agreed)',
    ])
    expect(exempt(yaml('allow-privileged'), ['namespace-without-default-deny'])).toEqual([])
  })
  it('cover one capability', () => {
    const labels = 'container.kubeaudit.io/app.allow-capability-sys-time: Clock'
    const found = audited(deployment({ labels }), ['capability-added'])
    expect(found.map(({ message, exemption }) => [/SYS_\w+/.exec(message)?.[0], exemption?.reason])).toEqual([
      ['SYS_ADMIN', undefined],
      ['SYS_TIME', 'Clock'],
    ])
  })
  it('cover one volume', () => {
    const labels = 'kubeaudit.io/allow-host-path-mount-proc: Needed'
    const found = audited(deployment({ labels }), ['sensitive-host-path'])
    expect(found.filter(({ exemption }) => exemption).map(({ message }) => message)).toEqual([
      expect.stringContaining('/proc'),
    ])
    expect(found.filter(({ exemption }) => !exemption).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('/etc'),
    )
  })
  it('that cover nothing are reported, but not removed for their author', () => {
    const labels = 'container.kubeaudit.io/gone.allow-privileged: Needed'
    const found = audited(deployment({ labels }), rules).filter(({ rule }) => rule === 'redundant-exemption')
    expect(found.map(({ fix }) => [fix.class, fix.changes])).toEqual([['none', []]])
  })
  it('are redundant where what kubeaudit itself checks is silent, and not before that was looked at', () => {
    const chown = deployment({ labels: 'kubeaudit.io/allow-capability-chown: Files' })
    expect(exempt(chown, ['dangerous-capability'])).toEqual([])
    expect(exempt(chown, ['capability-added'])).toEqual(['redundant-exemption'])
    const added = chown.replace('SYS_TIME', 'CHOWN')
    expect(exempt(added, ['dangerous-capability'])).toEqual([])
    expect(exempt(added, ['capability-added'])).toEqual(['capability-added app (Files)'])
  })
  it.each([
    'kubeaudit.io/allow-nothing-of-the-kind: a',
    'kubeaudit.io/constructor: a',
    'example.com/allow-privileged: a',
    'container.kubeaudit.io/allow-privileged: a',
  ])('of no meaning are passed over: %s', (labels) => {
    expect(exempt(deployment({ labels }))).toEqual([])
  })
})

describe("kube-linter's annotations", () => {
  it('cover a check', () => {
    const onResource = 'ignore-check.kube-linter.io/privileged-container: "needs the kernel"'
    expect(exempt(deployment({ onResource }))).toEqual([
      'privileged-container app (needs the kernel)',
      'privileged-container side (needs the kernel)',
    ])
  })
  it('cover everything that kube-linter checks, and nothing else', () => {
    const onResource = 'kube-linter.io/ignore-all: "an example"'
    expect(told(audited(deployment({ onResource }), ['host-network', 'host-path-volume']))).toEqual([
      'host-network (an example)',
      'host-path-volume',
      'host-path-volume',
    ])
  })
  it.each(['ignore-check.kube-linter.io/privileged-container: ""', 'ignore-check.kube-linter.io/unknown: a'])(
    'without a reason or a known check cover nothing: %s',
    (onResource) => {
      expect(exempt(deployment({ onResource }))).toEqual([])
    },
  )
})

describe("kubescape's annotations", () => {
  const skip = (rest = '') => `kubescape.io/skip-controls: "C-0041, ,C-0057,C-9999"${rest}`
  it('cover a list of controls with one reason', () => {
    expect(exempt(deployment({ onResource: skip(', kubescape.io/skip-reason: agreed') }))).toEqual([
      'host-network (agreed)',
      'privileged-container app (agreed)',
      'privileged-container side (agreed)',
    ])
  })
  it('cover nothing without a reason', () => {
    expect(exempt(deployment({ onResource: skip() }))).toEqual([])
  })
  it('end on their day', () => {
    const until = (day: string) =>
      exempt(
        deployment({ onResource: skip(`, kubescape.io/skip-reason: agreed, kubescape.io/skip-expiry: "${day}"`) }),
        ['host-network'],
      )
    expect(until('2026-11-24T23:59:59Z')).toEqual(['host-network (agreed)'])
    expect(until('2026-11-23T23:59:59Z')).toEqual(['expired-exemption'])
    expect(until('soon')).toEqual([])
  })
})

describe("checkov's annotations", () => {
  it.each(['checkov.io/skip1', 'bridgecrew.io/skip27'])('cover a check: %s', (key) => {
    expect(exempt(deployment({ onResource: `${key}: "CKV_K8S_19=needs=it"` }))).toEqual(['host-network (needs=it)'])
  })
  it('count on pod templates too', () => {
    expect(exempt(deployment({ onTemplate: 'checkov.io/skip1: CKV_K8S_19=agent' }))).toEqual(['host-network (agent)'])
  })
  it.each(['checkov.io/skip1: CKV_K8S_19', 'checkov.io/skip1: "CKV_K8S_19="', 'checkov.io/skip: CKV_K8S_19=a'])(
    'without a reason or a number cover nothing: %s',
    (onResource) => {
      expect(exempt(deployment({ onResource }))).toEqual([])
    },
  )
})

describe('reasons that were written for other tools', () => {
  const yaml = deployment({ onResource: 'ignore-check.kube-linter.io/host-network: "agent"' })
  it('name the place and the tool', () => {
    expect(audited(yaml, ['host-network'])[0]?.exemption?.source).toBe(
      'test.yaml:5 (ignore-check.kube-linter.io/host-network)',
    )
  })
  it('count only while the configuration lets them', () => {
    expect(told(audited(yaml, ['host-network'], { peerWarrants: false }))).toEqual(['host-network'])
  })
  it('are called redundant only when every rule that they stand for ran', () => {
    const onResource = 'ignore-check.kube-linter.io/run-as-non-root: "agent"'
    const harmless = deployment({ onResource }).replaceAll(
      'privileged: true',
      'privileged: true, runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001',
    )
    expect(exempt(harmless, ['runs-as-root'])).toEqual([])
    expect(exempt(harmless, ['runs-as-root', 'root-group'])).toEqual(['redundant-exemption'])
  })
})
