import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { escShareps } from './esc-shareps.ts'

const shared = 'shareProcessNamespace: true'
const other = ', { name: other, image: b }'

testTechnique(escShareps, {
  raised: [
    {
      name: 'two containers',
      yaml: podYaml('', shared, other),
      by: ['container app', 'container other'],
      grants: ['shareProcessNamespace of Pod shop/p'],
      text: /^Enter the containers beside (app|other) in Pod shop\/p$/,
    },
    {
      name: 'an ephemeral container',
      yaml: podYaml('', `${shared}, ephemeralContainers: [{ name: debugger, image: b }]`),
      by: ['container app', 'container debugger'],
    },
    {
      name: 'a sidecar',
      yaml: podYaml('', `${shared}, initContainers: [{ name: mesh, image: b, restartPolicy: Always }]`),
      by: ['container app', 'container mesh'],
    },
  ],
  not: [
    { name: 'a single container', yaml: podYaml('', shared) },
    { name: 'an init container', yaml: podYaml('', `${shared}, initContainers: [{ name: setup, image: b }]`) },
    { name: 'two containers apart', yaml: podYaml('', '', other) },
  ],
})
