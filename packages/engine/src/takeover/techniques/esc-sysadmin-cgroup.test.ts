import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escSysadminCgroup } from './esc-sysadmin-cgroup.ts'

const by = ['container app']
const amazon = nodeYaml('n1', 'osImage: Amazon Linux 2, kubeletVersion: v1.30.4-eks-a737599')
const ubuntu = (more = '') => nodeYaml('n1', `osImage: Ubuntu 20.04.6 LTS, kubeletVersion: v1.29.2${more}`)
const onNode = 'nodeName: n1'

testTechnique(escSysadminCgroup, {
  raised: [
    {
      name: 'SYS_ADMIN on a node with cgroup v1 and without AppArmor',
      yaml: podYaml(capabilitiesYaml('SYS_ADMIN'), onNode) + amazon,
      by,
      grants: ['capability SYS_ADMIN of Pod shop/p, container app', 'no seccomp profile of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Name a release_agent in a cgroup of the node from container app of Pod shop\/p$/,
    },
    {
      name: 'AppArmor and seccomp turned off',
      yaml:
        podYaml(
          capabilitiesYaml('SYS_ADMIN', 'appArmorProfile: { type: Unconfined }, seccompProfile: { type: Unconfined }'),
          onNode,
        ) + ubuntu(),
      by,
      grants: [/^the AppArmor profile Unconfined/, /^the seccomp profile Unconfined/],
    },
    {
      name: 'a privileged container',
      yaml: podYaml('securityContext: { privileged: true }', onNode) + ubuntu(),
      by,
    },
  ],
  not: [
    { name: 'a node of which nothing is known', yaml: podYaml('securityContext: { privileged: true }') },
    {
      name: 'a node with cgroup v2',
      yaml:
        podYaml('securityContext: { privileged: true }', onNode) +
        nodeYaml('n1', 'osImage: Ubuntu 24.04.1 LTS, kubeletVersion: v1.34.0'),
    },
    {
      name: 'a kubelet that starts on cgroup v2 only',
      yaml:
        podYaml('securityContext: { privileged: true }', onNode) +
        nodeYaml('n1', 'osImage: Amazon Linux 2, kubeletVersion: v1.35.0'),
    },
    { name: 'a node with AppArmor', yaml: podYaml(capabilitiesYaml('SYS_ADMIN'), onNode) + ubuntu() },
    {
      name: 'a seccomp profile',
      yaml: podYaml(capabilitiesYaml('SYS_ADMIN', 'seccompProfile: { type: RuntimeDefault }'), onNode) + amazon,
    },
    {
      name: 'a seccomp profile by default',
      yaml: `${podYaml(capabilitiesYaml('SYS_ADMIN'), onNode)}${amazon}---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
seccompDefault: true
`,
    },
  ],
})
