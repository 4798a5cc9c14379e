import { isObject, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * Volumes are made without encryption.
 *
 * Restricted fields: parameters.encrypted of StorageClass, for the provisioners of AWS EBS;
 *                    spec.csi.volumeAttributes.encryptInTransit of PersistentVolume, for the driver of AWS EFS
 * Allowed values:    "true"; for the second also undefined
 */
export const volumeNotEncrypted = defineRule({
  id: 'volume-not-encrypted',
  title: 'Volumes are not encrypted',
  severity: 'low',
  category: 'secret',
  visit: 'resource',
  kinds: ['StorageClass', 'PersistentVolume'],
  profile: 'all',
  frameworks: { mitre: ['T1530'] },
  fix: 'evidence',
  description:
    'Reported for a StorageClass of AWS EBS whose `encrypted` is not true, and for a PersistentVolume of AWS EFS with `encryptInTransit` switched off. Disks of Google Cloud and Azure are always encrypted at rest; other drivers say nothing in a manifest. An AWS account may encrypt by default all the same.',
  why: 'A snapshot that is shared by mistake, or a disk taken out, is readable.',
  remedy: 'Set encrypted: "true"; volumes that exist have to be copied.',
  examples: {
    bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
`,
    good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  encrypted: "true"
`,
  },
  *check({ resource }) {
    const needs = 'that volumes may be made anew: parameters of a StorageClass cannot be changed'
    if (resource.kind === 'StorageClass') {
      const provisioner = valueIn(resource, 'provisioner')
      if (typeof provisioner !== 'string' || !ebs.has(provisioner)) return
      const key = encryptedKey(valueIn(resource, 'parameters'))
      const encrypted = valueIn(resource, 'parameters', key)
      if (encrypted === true || (typeof encrypted === 'string' && /^true$/i.test(encrypted))) return
      const at = pathIn(resource, 'parameters', key)
      yield {
        at,
        message: 'volumes of this class are not encrypted at rest',
        fix: { description: 'Encrypt new volumes', changes: [set(at, 'true')], needs },
      }
      return
    }
    const inTransit = valueIn(resource, 'spec', 'csi', 'volumeAttributes', 'encryptInTransit')
    if (valueIn(resource, 'spec', 'csi', 'driver') !== 'efs.csi.aws.com' || inTransit !== 'false') return
    const at = pathIn(resource, 'spec', 'csi', 'volumeAttributes', 'encryptInTransit')
    yield {
      at,
      message: 'traffic to this volume is not encrypted',
      fix: { description: 'Encrypt it', changes: [set(at, 'true')], needs },
    }
  },
})

const ebs: ReadonlySet<string> = new Set(['ebs.csi.aws.com', 'kubernetes.io/aws-ebs', 'ebs.csi.eks.amazonaws.com'])

/** The drivers read the names of parameters without regard to case. */
function encryptedKey(parameters: unknown): string {
  const keys = isObject(parameters) ? Object.keys(parameters) : []
  return keys.find((key) => key.toLowerCase() === 'encrypted') ?? 'encrypted'
}
