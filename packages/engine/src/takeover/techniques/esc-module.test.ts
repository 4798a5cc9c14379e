import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escModule } from './esc-module.ts'

const by = ['container app']

testTechnique(escModule, {
  raised: [
    { name: 'privileged', yaml: podYaml('securityContext: { privileged: true }'), by, grants: [/^privileged of/] },
    {
      name: 'SYS_MODULE',
      yaml: podYaml(capabilitiesYaml('SYS_MODULE')),
      by,
      grants: ['capability SYS_MODULE of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Load a kernel module from container app of Pod shop\/p$/,
    },
    {
      name: 'every capability',
      yaml: podYaml(capabilitiesYaml('all')),
      by,
      grants: ['capability all of Pod shop/p, container app'],
    },
    {
      name: 'a user who may become root',
      yaml: podYaml(capabilitiesYaml('SYS_MODULE', 'runAsUser: 1000')),
      by,
    },
  ],
  not: [
    { name: 'no capability of it by default', yaml: podYaml() },
    {
      name: 'one that is added and dropped by name',
      yaml: podYaml('securityContext: { capabilities: { add: [ALL], drop: [SYS_MODULE] } }'),
    },
    { name: 'a user namespace', yaml: podYaml(capabilitiesYaml('SYS_MODULE'), 'hostUsers: false') },
    {
      name: 'a user who never becomes root',
      yaml: podYaml(capabilitiesYaml('SYS_MODULE', 'runAsNonRoot: true, allowPrivilegeEscalation: false')),
    },
  ],
})
