import { testRule } from '../../../test/rule-tester.ts'
import { cloudCredentialPathMount } from './cloud-credential-path-mount.ts'

const { bad } = cloudCredentialPathMount.examples
const at = ['spec.containers[0].volumeMounts[0]']

function mounting(path: string, mount = 'readOnly: true'): string {
  return bad.replace('path: /.aws/credentials', `path: ${path}`).replace('readOnly: true', mount)
}

testRule(cloudCredentialPathMount, {
  pass: [
    { name: 'other paths', yaml: mounting('/srv/aws') },
    { name: 'names that only begin alike', yaml: mounting('/home/me/.awsome') },
    { name: 'directories that sensitive-host-path reports', yaml: mounting('/etc/kubernetes') },
    { name: 'the root directory', yaml: mounting('/') },
    { name: 'places left out by the option', yaml: mounting('/gcloud'), options: { paths: [] } },
  ],
  fail: [
    {
      name: 'a file in the place',
      yaml: bad,
      at,
      marked: ['name: aws'],
      message: /^mounts \/\.aws\/credentials of the node$/,
    },
    { name: 'any home directory', yaml: mounting('/home/me/.config/gcloud/'), at },
    { name: "Azure's file", yaml: mounting('/etc/kubernetes/./azure.json'), at },
    {
      name: 'a directory that holds the place',
      yaml: mounting('/.config'),
      at,
      message: /which holds \/\.config\/gcloud$/,
    },
    {
      name: 'the place by subPath',
      yaml: mounting('/root', 'subPath: .azure'),
      at,
      message: /^mounts \/root\/\.azure /,
    },
    {
      name: 'an ephemeral container',
      yaml: bad.replace('  containers:', '  ephemeralContainers:'),
      at: ['spec.ephemeralContainers[0].volumeMounts[0]'],
      containers: ['uploader'],
    },
  ],
})
