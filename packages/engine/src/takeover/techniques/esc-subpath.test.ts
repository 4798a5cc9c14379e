import { testTechnique } from '../../../test/technique-tester.ts'
import { nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escSubpath } from './esc-subpath.ts'

const by = ['container app']
const mounted = (mount: string, spec = '') =>
  podYaml(
    `volumeMounts: [{ name: v, mountPath: /data, ${mount} }]`,
    `volumes: [{ name: v, emptyDir: {} }]${spec === '' ? '' : `, ${spec}`}`,
  )
const on = (version: string) => mounted('subPath: web', 'nodeName: n1') + nodeYaml('n1', `kubeletVersion: ${version}`)

testTechnique(escSubpath, {
  raised: [
    {
      name: 'a kubelet with the defect',
      yaml: on('v1.21.4'),
      by,
      grants: ['the writable subPath web of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Swap the subPath of container app of Pod shop\/p for a link while it starts anew$/,
    },
    { name: 'an older one', yaml: on('v1.18.20-eks-1'), by },
    {
      name: 'an API server that no kubelet without it works with',
      yaml: mounted('subPathExpr: "$(X)"'),
      by,
      minor: 18,
    },
  ],
  not: [
    { name: 'a kubelet that is mended', yaml: on('v1.21.5') },
    { name: 'a newer one', yaml: on('v1.33.1') },
    { name: 'a kubelet of which nothing is known', yaml: mounted('subPath: web') },
    {
      name: 'a read-only mount',
      yaml: mounted('subPath: web, readOnly: true', 'nodeName: n1') + nodeYaml('n1', 'kubeletVersion: v1.21.4'),
    },
    {
      name: 'a mount of the whole volume',
      yaml: mounted('readOnly: false', 'nodeName: n1') + nodeYaml('n1', 'kubeletVersion: v1.21.4'),
    },
  ],
})
