import { testRule } from '../../../test/rule-tester.ts'
import { volumeNotEncrypted } from './volume-not-encrypted.ts'

testRule(volumeNotEncrypted, {
  pass: [
    {
      name: 'other provisioners',
      yaml: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: pd.csi.storage.gke.io\n',
    },
    {
      name: 'parameters in any case, which the driver reads all the same',
      yaml: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: ebs.csi.aws.com\nparameters: { Encrypted: "True" }\n',
    },
    {
      name: 'EFS with its default',
      yaml: 'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: a }\nspec: { csi: { driver: efs.csi.aws.com, volumeHandle: fs-1 } }\n',
    },
  ],
  fail: [
    {
      name: 'the old provisioner',
      yaml: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: kubernetes.io/aws-ebs\nparameters: { encrypted: "false" }\n',
      at: ['parameters.encrypted'],
      fixed:
        'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: kubernetes.io/aws-ebs\nparameters: { encrypted: "true" }\n',
    },
    {
      name: 'no parameters at all',
      yaml: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: a\nprovisioner: ebs.csi.aws.com\n',
      at: ['parameters.encrypted'],
      fixed:
        'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: a\nprovisioner: ebs.csi.aws.com\nparameters:\n  encrypted: "true"\n',
    },
    {
      name: 'a key in another case, which stays as it is',
      yaml: 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: ebs.csi.aws.com\nparameters: { Encrypted: "no" }\n',
      at: ['parameters.Encrypted'],
      fixed:
        'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: ebs.csi.aws.com\nparameters: { Encrypted: "true" }\n',
    },
    {
      name: 'EFS in the clear',
      yaml: 'apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: a }\nspec: { csi: { driver: efs.csi.aws.com, volumeAttributes: { encryptInTransit: "false" } } }\n',
      at: ['spec.csi.volumeAttributes.encryptInTransit'],
    },
  ],
})
