import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../test/rule-tester.ts'
import { cleanHostPath, hostMounts, hostPathRelation } from './host-path.ts'

describe('cleanHostPath', () => {
  it.each([
    ['/etc/', '/etc'],
    ['/', '/'],
    ['', '/'],
    ['//var///run/./docker.sock', '/var/run/docker.sock'],
    ['/var/run/../lib/kubelet', '/var/lib/kubelet'],
    ['/../../etc', '/etc'],
    ['etc/kubernetes', '/etc/kubernetes'],
    ['/...', '/...'],
    ['C:\\ProgramData\\Docker', '/programdata/docker'],
    ['c:/', '/'],
    ['D:\\data', '/d:/data'],
    ['\\\\.\\pipe\\docker_engine', '/pipe/docker_engine'],
    ['/odd\\name', '/odd\\name'],
  ])('%s is %s', (path, expected) => expect(cleanHostPath(path)).toBe(expected))
})

describe('hostPathRelation', () => {
  it.each([
    ['/etc/', '/etc', 'equal'],
    ['/etc/kubernetes/pki', '/etc', 'inside'],
    ['/var', '/var/lib/kubelet', 'parent'],
    ['/', '/etc', 'parent'],
    ['/srv', '/', 'inside'],
    ['/etcd', '/etc', undefined],
    ['/et', '/etc', undefined],
    ['/var/run/docker.sock', '/run/docker.sock', 'equal'],
    ['/run', '/var/run/docker.sock', 'parent'],
    ['/var', '/run/docker.sock', undefined],
    ['/lib', '/usr', 'inside'],
    ['/library', '/lib', undefined],
  ])('%s to %s: %s', (path, other, expected) => expect(hostPathRelation(path, other)).toBe(expected))
})

function mountsOf(mount: string, volume = 'hostPath: { path: /srv }', more = ''): string[] {
  const cluster = clusterOf(`apiVersion: v1
kind: Pod
metadata: { name: p, namespace: shop }
spec:
  containers:
    - name: c
      image: registry.example/c:1
      env:
        - { name: DIR, value: first }
        - { name: DIR, value: data/logs }
        - { name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
      volumeMounts: [${mount}]
  volumes:
    - name: v
      ${volume}
${more}`)
  const [workload] = cluster.workloads
  const container = workload?.containers[0]
  if (!workload || !container) throw new Error('the pod is missing')
  return hostMounts(workload, container, cluster).map(
    (each) => `${each.path} ${each.readOnly ? 'read-only' : 'writable'}`,
  )
}

describe('hostMounts', () => {
  it.each([
    ['the path of the volume', '{ name: v }', ['/srv writable']],
    ['a read-only mount', '{ name: v, readOnly: true }', ['/srv read-only']],
    ['a subPath', '{ name: v, subPath: a/b/ }', ['/srv/a/b writable']],
    [
      'a subPathExpr with a written value, the last one',
      '{ name: v, subPathExpr: "x/$(DIR)/y" }',
      ['/srv/x/data/logs/y writable'],
    ],
    ['a subPathExpr up to an unknown value', '{ name: v, subPathExpr: "x/$(POD)/y" }', ['/srv/x writable']],
    ['a subPathExpr that begins unknown', '{ name: v, subPathExpr: "pod-$(POD)" }', ['/srv writable']],
    ['a mount of a volume that is not there', '{ name: w }', []],
    ['a mount without a name', '{ mountPath: /x }', []],
  ])('%s', (_, mount, expected) => expect(mountsOf(mount)).toEqual(expected))

  it('passes over other volumes', () => expect(mountsOf('{ name: v }', 'emptyDir: {}')).toEqual([]))

  const claim = (namespace: string) => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: ${namespace} }
spec: { volumeName: disk }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec: { hostPath: { path: /var/lib/kubelet } }
`
  it('follows a claim to its PersistentVolume', () => {
    const volume = 'persistentVolumeClaim: { claimName: data, readOnly: true }'
    expect(mountsOf('{ name: v, subPath: pki }', volume, claim('shop'))).toEqual(['/var/lib/kubelet/pki read-only'])
    expect(mountsOf('{ name: v }', volume, claim('shop').replace('hostPath', 'local'))).toEqual([
      '/var/lib/kubelet read-only',
    ])
  })

  it('follows no claim of another namespace, and none whose volume is unknown', () => {
    const volume = 'persistentVolumeClaim: { claimName: data }'
    expect(mountsOf('{ name: v }', volume, claim('other'))).toEqual([])
    expect(mountsOf('{ name: v }', volume, claim('shop').replace('name: disk }', 'name: disc }'))).toEqual([])
  })
})
