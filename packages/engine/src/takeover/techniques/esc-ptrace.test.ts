import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escPtrace } from './esc-ptrace.ts'

const by = ['container app']
const capabilities = (more = '') => capabilitiesYaml('SYS_PTRACE, SYS_ADMIN', more)
const unconfined = 'appArmorProfile: { type: Unconfined }'

testTechnique(escPtrace, {
  raised: [
    {
      name: 'everything, and AppArmor turned off',
      yaml: podYaml(capabilities(unconfined), 'hostPID: true'),
      by,
      grants: [
        'hostPID of Pod shop/p',
        'capability SYS_PTRACE of Pod shop/p, container app',
        'capability SYS_ADMIN of Pod shop/p, container app',
        'the AppArmor profile Unconfined of Pod shop/p, container app',
      ],
      text: /^Trace a process of the node from container app of Pod shop\/p$/,
    },
    {
      name: 'AppArmor turned off for the pod',
      yaml: podYaml(capabilities(), `hostPID: true, securityContext: { ${unconfined} }`),
      by,
      grants: ['the AppArmor profile Unconfined of Pod shop/p'],
    },
    {
      name: 'a node whose system has no AppArmor',
      yaml:
        podYaml(capabilities(), 'hostPID: true, nodeName: n1') +
        nodeYaml('n1', 'osImage: "Amazon Linux 2023.6.20250128"'),
      by,
    },
    {
      name: 'a privileged container, which AppArmor does not confine',
      yaml: podYaml('securityContext: { privileged: true }', 'hostPID: true'),
      by,
    },
  ],
  not: [
    { name: 'no hostPID', yaml: podYaml(capabilities(unconfined)) },
    { name: 'SYS_PTRACE alone', yaml: podYaml(capabilitiesYaml('SYS_PTRACE', unconfined), 'hostPID: true') },
    { name: 'the AppArmor profile that nodes have for containers', yaml: podYaml(capabilities(), 'hostPID: true') },
    {
      name: 'an AppArmor profile of its own, against the pod without one',
      yaml: podYaml(
        capabilities('appArmorProfile: { type: RuntimeDefault }'),
        `hostPID: true, securityContext: { ${unconfined} }`,
      ),
    },
  ],
})
