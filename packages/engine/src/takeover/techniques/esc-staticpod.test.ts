import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escStaticpod } from './esc-staticpod.ts'

const by = ['container app']
const configuration = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: kubelet-config, namespace: kube-system }
data:
  kubelet: |
    apiVersion: kubelet.config.k8s.io/v1beta1
    kind: KubeletConfiguration
    staticPodPath: /srv/static
`

testTechnique(escStaticpod, {
  raised: [
    {
      name: 'the usual folder',
      yaml: hostPathYaml('/etc/kubernetes/manifests'),
      by,
      grants: ['the mount of /etc/kubernetes/manifests of Pod shop/p, container app'],
      text: /^Write the manifest of a privileged static pod from container app of Pod shop\/p$/,
    },
    { name: 'a folder above', yaml: hostPathYaml('/etc'), by },
    { name: "the folder of the kubelets' configuration", yaml: hostPathYaml('/srv/static') + configuration, by },
  ],
  not: [
    { name: 'a read-only mount', yaml: hostPathYaml('/etc/kubernetes', 'readOnly: true') },
    { name: 'a folder beside', yaml: hostPathYaml('/etc/kubernetes/pki') },
    { name: 'the usual folder where another is set', yaml: hostPathYaml('/etc/kubernetes/manifests') + configuration },
  ],
})
