import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { sensitiveHostPath } from './sensitive-host-path.ts'

function mounting(path: string, mount = 'readOnly: true'): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: backup
spec:
  containers:
    - name: backup
      image: registry.example/backup:1.0.7
      volumeMounts:
        - name: config
          mountPath: /host
          ${mount}
  volumes:
    - name: config
      hostPath:
        path: ${path}
`
}

const everyContainer = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - { name: first, volumeMounts: [{ name: config, mountPath: /a }] }
            - { name: side, restartPolicy: Always, volumeMounts: [{ name: config, mountPath: /a }] }
          containers:
            - { name: main, volumeMounts: [{ name: other, mountPath: /b }, { name: config, mountPath: /a }] }
            - { name: clean }
          ephemeralContainers:
            - { name: debug, volumeMounts: [{ name: config, mountPath: /a }] }
          volumes:
            - { name: config, hostPath: { path: /root } }
            - { name: other, hostPath: { path: /srv } }
`

const throughClaim = `${mounting('/srv').replace(/hostPath:\n.*/, 'persistentVolumeClaim: { claimName: data }')}---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { volumeName: disk }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec: { hostPath: { path: /var/lib/kubelet/ } }
`

const at = ['spec.containers[0].volumeMounts[0]']

testRule(sensitiveHostPath, {
  pass: [
    { name: 'other paths', yaml: mounting('/srv/data', 'readOnly: false') },
    { name: 'names that only begin alike', yaml: mounting('/etcd', 'readOnly: false') },
    { name: 'a volume that no container mounts', yaml: mounting('/etc').replace('- name: config', '- name: other') },
    { name: 'harmless files, read-only', yaml: mounting('/usr/share/zoneinfo/Europe') },
    { name: 'kernel modules by either path, read-only', yaml: mounting('/usr/lib/modules/') },
    { name: 'a runtime socket, which another rule reports', yaml: mounting('/run/containerd/containerd.sock') },
    { name: 'a harmless part of a sensitive volume', yaml: mounting('/', 'subPath: srv/data') },
    { name: 'paths left out by the option', yaml: mounting('/etc'), options: { paths: ['/proc'] } },
  ],
  fail: [
    {
      name: 'the path itself, however it is spelled',
      yaml: mounting('/srv//../etc/'),
      at,
      marked: ['name: config'],
      message: /^mounts \/etc of the node$/,
      severity: 'high',
    },
    {
      name: 'the root directory',
      yaml: mounting('/', 'readOnly: false'),
      at,
      message: /^mounts \/ of the node, writable$/,
      severity: 'critical',
    },
    { name: 'the root directory, read-only', yaml: mounting('/'), at, severity: 'high' },
    {
      name: 'a place inside',
      yaml: mounting('/etc/kubernetes/pki'),
      at,
      message: /\/etc\/kubernetes\/pki of the node, inside \/etc\/kubernetes$/,
      severity: 'high',
    },
    {
      name: 'a writable place inside',
      yaml: mounting('/etc/foo', 'readOnly: false'),
      at,
      message: /inside \/etc, writable/,
      severity: 'high',
    },
    {
      name: 'a directory that holds sensitive ones',
      yaml: mounting('/var/lib', 'readOnly: false'),
      at,
      message:
        /^mounts \/var\/lib of the node, which holds \/var\/lib\/containerd and 6 more sensitive paths, writable$/,
      severity: 'critical',
    },
    { name: 'a link to such a directory', yaml: mounting('/var/run'), at, message: /which holds \/run\/containerd/ },
    {
      name: 'a sensitive part of another volume',
      yaml: mounting('/', 'subPath: root/.ssh'),
      at,
      message: /^mounts \/root\/\.ssh of the node, inside \/root, writable$/,
    },
    { name: 'programs, read-only', yaml: mounting('/usr/bin'), at, severity: 'medium' },
    { name: 'a harmless file, writable', yaml: mounting('/etc/localtime', 'readOnly: false'), at, severity: 'high' },
    {
      name: 'the system directory of Windows',
      yaml: mounting("'C:\\Windows\\System32'"),
      at,
      message: /inside \/windows$/,
    },
    {
      name: 'a path of the option, without known reasons',
      yaml: mounting('/srv/keys'),
      options: { paths: ['/srv/keys'] },
      at,
      severity: 'high',
    },
    {
      name: 'a claim bound to a hostPath volume',
      yaml: throughClaim,
      at,
      message: /^mounts \/var\/lib\/kubelet of the node, through the claim data$/,
    },
    {
      name: 'every kind of container',
      yaml: everyContainer,
      at: [
        'initContainers[0].volumeMounts[0]',
        'initContainers[1].volumeMounts[0]',
        'containers[0].volumeMounts[1]',
        'ephemeralContainers[0].volumeMounts[0]',
      ].map((path) => `spec.jobTemplate.spec.template.spec.${path}`),
      containers: ['first', 'side', 'main', 'debug'],
    },
  ],
})

describe('why a path is sensitive', () => {
  it.each([
    [mounting('/proc'), /^Reading \/proc gives the environment and memory of every process of the node\.$/],
    [mounting('/proc', 'readOnly: false'), /; writing to \/proc allows naming a program that the kernel runs/],
    [mounting('/usr'), /^Whoever takes this container over/],
  ])('says what it gives', (yaml, expected) => {
    expect(findingsOf(sensitiveHostPath, yaml)[0]?.why).toMatch(expected)
  })
})
