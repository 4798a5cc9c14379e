import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escWinhostproc } from './esc-winhostproc.ts'

const by = ['container app']
const on = 'securityContext: { windowsOptions: { hostProcess: true } }'

testTechnique(escWinhostproc, {
  raised: [
    {
      name: 'hostProcess of the container',
      yaml: podYaml(on, 'hostNetwork: true, os: { name: windows }'),
      by,
      grants: ['hostProcess of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Act on the node as container app of Pod shop\/p, its process$/,
    },
    { name: 'hostProcess of the pod', yaml: podYaml('', on), by, grants: ['hostProcess of Pod shop/p'] },
  ],
  not: [
    { name: 'nothing of it', yaml: podYaml('', 'os: { name: windows }') },
    {
      name: 'the container against its pod',
      yaml: podYaml('securityContext: { windowsOptions: { hostProcess: false } }', on),
    },
  ],
})
