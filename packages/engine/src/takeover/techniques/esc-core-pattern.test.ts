import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escCorePattern } from './esc-core-pattern.ts'

const by = ['container app']

testTechnique(escCorePattern, {
  raised: [
    {
      name: '/proc/sys/kernel, and no word on the user',
      yaml: hostPathYaml('/proc/sys/kernel'),
      by,
      grants: ['the mount of /proc/sys/kernel of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Name a program in core_pattern of the node from container app of Pod shop\/p, and crash$/,
    },
    { name: '/proc, as user 0', yaml: hostPathYaml('/proc/', '', 'securityContext: { runAsUser: 0 }'), by },
    { name: '/', yaml: hostPathYaml('/'), by },
    { name: 'the file itself', yaml: hostPathYaml('/proc/sys/kernel/core_pattern'), by },
    {
      name: 'user 0 of the container against another of the pod',
      yaml: hostPathYaml('/proc/sys', '', 'securityContext: { runAsUser: 0 }', 'securityContext: { runAsUser: 1000 }'),
      by,
    },
  ],
  not: [
    { name: 'a read-only mount', yaml: hostPathYaml('/proc', 'readOnly: true') },
    { name: 'another user', yaml: hostPathYaml('/proc', '', 'securityContext: { runAsUser: 1000 }') },
    {
      name: 'an image that may not run as root',
      yaml: hostPathYaml('/proc', '', 'securityContext: { runAsNonRoot: true }'),
    },
    { name: 'another part of /proc', yaml: hostPathYaml('/proc/net') },
    { name: 'a user namespace', yaml: hostPathYaml('/proc', '', '', 'hostUsers: false') },
  ],
})
