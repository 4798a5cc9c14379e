import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { tokenSteal } from './token-steal.ts'

const by = ['container app']
const projected = (audience = '') =>
  podYaml(
    'volumeMounts: [{ name: t, mountPath: /t }]',
    `automountServiceAccountToken: false, volumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { path: t${audience} } }] } }]`,
  )
const account = (automount: boolean) => `---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: shop }
automountServiceAccountToken: ${String(automount)}
`

testTechnique(tokenSteal, {
  raised: [
    {
      name: 'the token that is mounted by default',
      yaml: podYaml(),
      by,
      grants: ['the token of shop/default of Pod shop/p'],
      text: /^Read the token of service account shop\/default in container app$/,
    },
    {
      name: "the pod's word against the account's",
      yaml: podYaml('', 'automountServiceAccountToken: true') + account(false),
      by,
    },
    { name: 'a projected token, whatever the pod says', yaml: projected(), by, grants: [/^the token in volume t of/] },
    {
      name: 'a projected token for the API server',
      yaml: projected(', audience: "https://kubernetes.default.svc"'),
      by,
    },
  ],
  not: [
    { name: 'the pod does without', yaml: podYaml('', 'automountServiceAccountToken: false') },
    { name: 'the account does without', yaml: podYaml() + account(false) },
    {
      name: "the pod does without, against the account's word",
      yaml: podYaml('', 'automountServiceAccountToken: false') + account(true),
    },
    { name: 'a projected token for somebody else', yaml: projected(', audience: vault') },
    {
      name: 'a projected token that the container does not mount',
      yaml: projected().replace('name: t, mountPath', 'name: u, mountPath'),
    },
  ],
})
