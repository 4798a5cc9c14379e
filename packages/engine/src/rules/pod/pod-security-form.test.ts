import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { podSecurityForm } from './pod-security-form.ts'

const pod = (context: string, container: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: { ${context} }
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext: { ${container} }
`

testRule(podSecurityForm, {
  pass: [
    { name: 'true at the pod', yaml: pod('runAsNonRoot: true, runAsUser: 1000', 'capabilities: { drop: [ALL] }') },
    { name: 'an image that decides, which is runs-as-root', yaml: pod('', 'capabilities: { drop: [ALL] }') },
    { name: 'capabilities that are kept, which is another rule', yaml: pod('runAsNonRoot: true', 'capabilities: {}') },
    {
      name: 'a pod with a user namespace',
      yaml: pod('runAsUser: 1000', 'capabilities: { drop: [ALL] }').replace('spec:', 'spec:\n  hostUsers: false'),
    },
  ],
  fail: [
    {
      name: "the pod's user",
      yaml: pod('runAsUser: 1000', 'capabilities: { drop: [ALL] }'),
      at: ['spec.containers[0].securityContext.runAsNonRoot'],
      message: /not set, beside user 1000/,
      fixed: pod('runAsUser: 1000', 'capabilities: { drop: [ALL] }, runAsNonRoot: true'),
    },
    {
      name: 'false at the pod, and true in every container',
      yaml: pod('runAsNonRoot: false', 'runAsNonRoot: true, capabilities: { drop: [ALL] }'),
      at: ['spec.securityContext.runAsNonRoot'],
      message: /though every container/,
    },
    {
      name: 'small letters',
      yaml: pod('runAsNonRoot: true', 'capabilities: { drop: [all, NET_RAW] }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      fixed: pod('runAsNonRoot: true', 'capabilities: { drop: [ALL] }'),
    },
    {
      name: 'an annotation that the field overrides',
      yaml: pod(
        'runAsNonRoot: true',
        'appArmorProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] }',
      ).replace(
        '{ name: web }',
        '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/web: unconfined } }',
      ),
      at: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]'],
    },
    {
      name: 'a sysctl with slashes',
      yaml: pod(
        'runAsNonRoot: true, sysctls: [{ name: net/ipv4/tcp_syncookies, value: "1" }]',
        'capabilities: { drop: [ALL] }',
      ),
      at: ['spec.securityContext.sysctls[0].name'],
      fixed: pod(
        'runAsNonRoot: true, sysctls: [{ name: net.ipv4.tcp_syncookies, value: "1" }]',
        'capabilities: { drop: [ALL] }',
      ),
    },
    {
      name: 'a capability in small letters',
      yaml: pod('runAsNonRoot: true', 'capabilities: { drop: [ALL], add: [net_bind_service] }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      message: /^net_bind_service is added, and only NET_BIND_SERVICE/,
      fixed: pod('runAsNonRoot: true', 'capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }'),
    },
    {
      name: 'root, with a value to give',
      yaml: pod('', 'runAsUser: 0, capabilities: { drop: [ALL] }'),
      at: ['spec.containers[0].securityContext.runAsNonRoot'],
      message: /beside user 0/,
    },
  ],
})

describe('the fixes of pod-security-form', () => {
  const fixesOf = (yaml: string) => findingsOf(podSecurityForm, yaml).map(({ fix }) => [fix.class, fix.changes.length])

  it('leave a pod alone where a container that is root would take the word of the pod', () => {
    expect(fixesOf(pod('runAsNonRoot: false, runAsUser: 1000', 'runAsUser: 0, capabilities: { drop: [ALL] }'))).toEqual(
      [['value', 0]],
    )
    expect(fixesOf(pod('runAsNonRoot: false', 'runAsUser: 0, capabilities: { drop: [ALL] }'))).toEqual([['value', 0]])
  })
  it('are safe where every container that takes it has another user', () => {
    expect(fixesOf(pod('runAsNonRoot: false, runAsUser: 1000', 'capabilities: { drop: [ALL] }'))).toEqual([['safe', 1]])
    const own = 'runAsUser: 0, runAsNonRoot: true, capabilities: { drop: [ALL] }'
    expect(fixesOf(pod('runAsNonRoot: false', own))).toEqual([['safe', 1]])
  })
  it('need evidence where CAP_ stands before a name, which containerd gives nothing for', () => {
    const add = 'capabilities: { drop: [ALL], add: [CAP_NET_BIND_SERVICE] }'
    expect(fixesOf(pod('runAsNonRoot: true', add))).toEqual([['evidence', 1]])
  })
  it('need evidence on Windows, where the user is another field', () => {
    const windows = pod('runAsUser: 1000', 'capabilities: { drop: [ALL] }').replace(
      'spec:',
      'spec:\n  nodeSelector: { kubernetes.io/os: windows }',
    )
    expect(fixesOf(windows)).toEqual([['evidence', 1]])
  })
})
