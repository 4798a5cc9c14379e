import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { writableHostPath } from './writable-host-path.ts'

const { bad, good } = writableHostPath.examples
const at = ['spec.containers[0].volumeMounts[0]']

testRule(writableHostPath, {
  pass: [
    { name: 'the YAML 1.1 word for true', yaml: good.replace('true', 'yes') },
    { name: 'other volumes', yaml: bad.replace(/hostPath:\n.*\n/, 'emptyDir: {}\n') },
    { name: 'a volume that no container mounts', yaml: bad.replace(/ {6}volumeMounts:\n.*\n.*\n/, '') },
    {
      name: 'a local volume, which is there to be written to',
      yaml: `${bad.replace(/hostPath:\n.*\n/, 'persistentVolumeClaim: { claimName: data }\n')}---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data }
spec: { volumeName: disk }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec: { local: { path: /mnt/disk1 } }
`,
    },
  ],
  fail: [
    {
      name: 'a mount that does not say',
      yaml: bad,
      at,
      marked: ['name: spool'],
      message: /^mounts \/srv\/spool of the node, writable$/,
      fixed: good,
    },
    { name: 'false', yaml: good.replace('true', 'false'), at, fixed: good },
    { name: 'null', yaml: good.replace('true', 'null'), at, fixed: good },
    {
      name: 'each writable mount of each container',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shipper
spec:
  template:
    spec:
      initContainers:
        - name: prepare
          volumeMounts:
            - { name: spool, mountPath: /a, subPath: in }
      containers:
        - name: shipper
          volumeMounts:
            - { name: spool, mountPath: /a, readOnly: true }
            - { name: spool, mountPath: /b, subPath: out }
      volumes:
        - name: spool
          hostPath: { path: /srv/spool }
`,
      at: ['spec.template.spec.initContainers[0].volumeMounts[0]', 'spec.template.spec.containers[0].volumeMounts[1]'],
      containers: ['prepare', 'shipper'],
      message: /^mounts \/srv\/spool\/(in|out) of the node/,
    },
  ],
})

describe('writable-host-path', () => {
  it.each([
    ['a socket', bad.replace('path: /srv/spool', 'path: /run/metrics\n        type: Socket')],
    ['a socket by its name', bad.replace('/srv/spool', '/run/metrics.sock')],
    ['a device', bad.replace('path: /srv/spool', 'path: /dev/fuse\n        type: CharDevice')],
  ])('proposes no readOnly for %s, which it does not hold back', (_, yaml) => {
    expect(findingsOf(writableHostPath, yaml).map((finding) => finding.fix.changes)).toEqual([[]])
  })

  it('says what links in /var/log do', () => {
    expect(findingsOf(writableHostPath, bad.replace('/srv/spool', '/var/log/'))[0]?.why).toContain(
      'kubelet follows links',
    )
    expect(findingsOf(writableHostPath, bad)[0]?.why).not.toContain('kubelet')
  })
})
