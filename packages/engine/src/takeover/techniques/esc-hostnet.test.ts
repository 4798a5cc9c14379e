import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escHostnet } from './esc-hostnet.ts'

testTechnique(escHostnet, {
  raised: [
    {
      name: 'hostNetwork',
      yaml: podYaml('', 'hostNetwork: true'),
      by: ['container app'],
      grants: ['hostNetwork of Pod shop/p'],
      text: / from container app of Pod shop\/p$/,
    },
  ],
  not: [
    { name: 'the field turned off', yaml: podYaml('', 'hostNetwork: false') },
    { name: 'a word about it in a comment', yaml: `# hostNetwork: true\n${podYaml()}` },
  ],
})
