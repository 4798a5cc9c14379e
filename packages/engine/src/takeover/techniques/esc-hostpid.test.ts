import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escHostpid } from './esc-hostpid.ts'

testTechnique(escHostpid, {
  raised: [
    {
      name: 'hostPID',
      yaml: podYaml('', 'hostPID: true'),
      by: ['container app'],
      grants: ['hostPID of Pod shop/p'],
      text: / from container app of Pod shop\/p$/,
    },
  ],
  not: [
    { name: 'the field turned off', yaml: podYaml('', 'hostPID: false') },
    { name: 'a word about it in a comment', yaml: `# hostPID: true\n${podYaml()}` },
  ],
})
