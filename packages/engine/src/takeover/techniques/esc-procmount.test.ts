import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escProcmount } from './esc-procmount.ts'

const by = ['container app']

testTechnique(escProcmount, {
  raised: [
    {
      name: 'Unmasked, and root',
      yaml: podYaml('securityContext: { procMount: Unmasked }'),
      by,
      grants: ['procMount: Unmasked of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Use the unmasked \/proc of container app of Pod shop\/p$/,
    },
    {
      name: 'Unmasked, and another user',
      yaml: podYaml('securityContext: { procMount: Unmasked, runAsUser: 1000 }'),
      by,
    },
  ],
  not: [
    { name: 'Default', yaml: podYaml('securityContext: { procMount: Default }') },
    { name: 'a user namespace', yaml: podYaml('securityContext: { procMount: Unmasked }', 'hostUsers: false') },
  ],
})
