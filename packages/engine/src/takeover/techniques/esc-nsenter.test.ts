import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escNsenter } from './esc-nsenter.ts'

const by = ['container app']

testTechnique(escNsenter, {
  raised: [
    {
      name: 'privileged and hostPID',
      yaml: podYaml('securityContext: { privileged: true }', 'hostPID: true'),
      by,
      grants: ['privileged of Pod shop/p, container app', 'hostPID of Pod shop/p'],
      text: /^Enter the namespaces of the node's first process from container app of Pod shop\/p$/,
    },
    {
      name: 'both capabilities and hostPID',
      yaml: podYaml(capabilitiesYaml('CAP_SYS_ADMIN, sys_ptrace'), 'hostPID: true'),
      by,
      grants: ['capability CAP_SYS_ADMIN of Pod shop/p, container app', /^capability sys_ptrace of/],
      reaches: 'node',
    },
  ],
  not: [
    { name: 'privileged without hostPID', yaml: podYaml('securityContext: { privileged: true }') },
    { name: 'hostPID alone', yaml: podYaml('', 'hostPID: true') },
    { name: 'one of the capabilities', yaml: podYaml(capabilitiesYaml('SYS_ADMIN'), 'hostPID: true') },
    {
      name: 'capabilities of a user who never becomes root',
      yaml: podYaml(
        capabilitiesYaml('SYS_ADMIN, SYS_PTRACE', 'runAsUser: 1000, allowPrivilegeEscalation: false'),
        'hostPID: true',
      ),
    },
  ],
})
