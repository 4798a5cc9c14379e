import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escHostipc } from './esc-hostipc.ts'

testTechnique(escHostipc, {
  raised: [
    {
      name: 'hostIPC',
      yaml: podYaml('', 'hostIPC: true'),
      by: ['container app'],
      grants: ['hostIPC of Pod shop/p'],
      text: / from container app of Pod shop\/p$/,
    },
  ],
  not: [
    { name: 'the field turned off', yaml: podYaml('', 'hostIPC: false') },
    { name: 'a word about it in a comment', yaml: `# hostIPC: true\n${podYaml()}` },
  ],
})
