import { testRule } from '../../../test/rule-tester.ts'
import { nonCoreVolumeType } from './non-core-volume-type.ts'

const { bad } = nonCoreVolumeType.examples
const listed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]

function volumes(text: string): string {
  return bad.replace(/volumes:\n[^]*/, `volumes:\n${text}`)
}

testRule(nonCoreVolumeType, {
  pass: [
    {
      name: 'every type on the list',
      yaml: volumes(listed.map((type) => `    - { name: ${type.toLowerCase()}, ${type}: {} }\n`).join('')),
    },
    { name: 'hostPath, which has a rule of its own', yaml: volumes('    - { name: v, hostPath: { path: /srv } }\n') },
    { name: 'a volume without a source', yaml: volumes('    - name: v\n') },
    { name: 'a null source', yaml: volumes('    - { name: v, nfs: null, emptyDir: {} }\n') },
  ],
  fail: [
    { name: 'nfs', yaml: bad, at: ['spec.volumes[0].nfs'], marked: ['nfs'], message: /^volume share is of type nfs$/ },
    {
      name: 'each volume, in the template of a StatefulSet',
      yaml: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: reports
spec:
  template:
    spec:
      volumes:
        - { name: a, gitRepo: { repository: https://git.example/a } }
        - { name: b, emptyDir: {} }
        - { name: c, awsElasticBlockStore: { volumeID: vol-1 } }
`,
      at: ['spec.template.spec.volumes[0].gitRepo', 'spec.template.spec.volumes[2].awsElasticBlockStore'],
    },
    {
      name: 'a type of a later API version',
      yaml: volumes('    - { name: v, future: {} }\n'),
      at: ['spec.volumes[0].future'],
    },
  ],
})
