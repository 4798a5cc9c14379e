import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { hostPathVolume } from './host-path-volume.ts'

const { bad } = hostPathVolume.examples

const unmounted = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cache
spec:
  template:
    spec:
      containers:
        - name: cache
          image: registry.example/cache:2.2.0
      volumes:
        - name: tmp
          emptyDir: {}
        - name: left-over
          hostPath:
            path: /srv/cache
`

testRule(hostPathVolume, {
  pass: [
    { name: 'null', yaml: bad.replace(/hostPath:\n.*path: .*\n/, 'hostPath:\n') },
    { name: 'a claim', yaml: bad.replace(/hostPath:\n.*path: .*\n/, 'persistentVolumeClaim: { claimName: data }\n') },
  ],
  fail: [
    {
      name: 'a mounted volume',
      yaml: bad,
      at: ['spec.volumes[0].hostPath.path'],
      marked: ['path: /srv/cache'],
      message: /^volume data is \/srv\/cache of the node$/,
    },
    {
      name: 'a volume that nothing mounts, and removes it',
      yaml: unmounted,
      at: ['spec.template.spec.volumes[1].hostPath.path'],
      message: /no container mounts it$/,
      fixed: unmounted.replace(/ {8}- name: left-over\n[^]*/, ''),
    },
    {
      name: 'the only volume, and removes the list with it',
      yaml: unmounted.replace(/ {8}- name: tmp\n.*\n/, ''),
      at: ['spec.template.spec.volumes[0].hostPath.path'],
      fixed: unmounted.replace(/ {6}volumes:\n[^]*/, ''),
    },
    {
      name: 'a volume that only an init container mounts, as mounted',
      yaml: bad.replace('  containers:', '  initContainers:'),
      at: ['spec.volumes[0].hostPath.path'],
      message: /of the node$/,
    },
    {
      name: 'a hostPath without a path',
      yaml: bad.replace('        path: /srv/cache\n', '        type: Directory\n'),
      at: ['spec.volumes[0].hostPath'],
    },
  ],
})

describe('the class of its fixes', () => {
  it.each([
    ['safe for a volume that nothing mounts', unmounted, 'safe'],
    [
      'evidence where starting the pod makes the directory',
      `${unmounted}            type: DirectoryOrCreate\n`,
      'evidence',
    ],
    ['evidence for a mounted volume', bad, 'evidence'],
  ])('%s', (_, yaml, expected) => {
    expect(findingsOf(hostPathVolume, yaml).map((finding) => finding.fix.class)).toEqual([expected])
  })
})
