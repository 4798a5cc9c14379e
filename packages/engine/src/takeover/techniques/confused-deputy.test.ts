import { describe, expect, it } from 'vitest'
import { may, mayIn } from '../../../test/grants.ts'
import { takeover } from '../../../test/takeover-of.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { confusedDeputy } from './confused-deputy.ts'

/** A controller whose account administers the cluster. */
const controller = (namespace: string, name: string, args = '') => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      serviceAccountName: ${name}
      automountServiceAccountToken: false
      containers: [{ name: manager, image: a, args: [${args}] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: reconciler }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, namespace: ${namespace}, name: ${name} }]
---
`

const kustomizations = 'kustomizations.kustomize.toolkit.fluxcd.io'
const applications = 'applications.argoproj.io'
const argo = controller('argocd', 'argocd-application-controller')

testTechnique(confusedDeputy, {
  raised: [
    {
      name: 'a Kustomization of Flux, in any namespace',
      yaml: controller('flux-system', 'kustomize-controller') + mayIn('shop', 'create', kustomizations),
      by: ['User alice', 'ServiceAccount flux-system/kustomize-controller'],
      reaches: 'cluster-admin',
      text: /Flux's kustomize-controller|Write what/,
    },
    {
      name: 'a change of one Application, where Argo CD is',
      yaml: argo + mayIn('argocd', 'patch', applications, { names: 'shop' }),
      by: ['User alice', 'ServiceAccount argocd/argocd-application-controller'],
      reaches: 'cluster-admin',
    },
    {
      name: 'a controller that is not in the input',
      yaml: mayIn('shop', 'update', 'helmreleases.helm.toolkit.fluxcd.io'),
      by: ['User alice'],
      text: /^Write what Flux's helm-controller acts on, in shop$/,
    },
    { name: 'a run of Tekton', yaml: mayIn('shop', 'create', 'taskruns.tekton.dev'), by: ['User alice'] },
    {
      name: 'a policy of Kyverno, which belongs to no namespace',
      yaml: may('create', 'clusterpolicies.kyverno.io'),
      by: ['User alice'],
      text: /^Write what Kyverno acts on$/,
    },
  ],
  not: [
    { name: 'reading and deleting', yaml: mayIn('shop', 'get list watch delete', kustomizations) },
    { name: 'a policy for the cluster, in a Role', yaml: mayIn('shop', 'create', 'clusterpolicies.kyverno.io') },
    {
      name: 'create with a name, which a POST does not have',
      yaml: mayIn('shop', 'create', kustomizations, { names: 'x' }),
    },
    {
      name: 'a whole cluster, which would show such kinds',
      yaml: `${mayIn('shop', 'create', kustomizations)}apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: 'system:discovery', labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: []
`,
    },
    { name: 'another kind of the group', yaml: mayIn('shop', 'create', 'appprojects.argoproj.io') },
    { name: 'the kind in another group', yaml: mayIn('shop', 'create', 'kustomizations.kustomize.example') },
  ],
})

describe('CONFUSED-DEPUTY where the controller acts as a tenant, or somewhere else', () => {
  const reachesAdmin = (yaml: string) =>
    takeover(yaml, {
      targets: ['cluster-admin'],
      isStart: (start) => start.kind === 'identity' && start.who.name === 'alice',
    }).paths.length > 0

  it('reaches the accounts of the namespace alone, by a flag of the controller', () => {
    const flux = (args: string) => controller('flux-system', 'kustomize-controller', args)
    const order = mayIn('shop', 'create', kustomizations)
    expect(reachesAdmin(flux('') + order)).toBe(true)
    expect(reachesAdmin(flux("'--no-cross-namespace-refs=true'") + order)).toBe(true)
    expect(reachesAdmin(flux("'--default-service-account=default'") + order)).toBe(false)
  })

  it('reaches nothing by an Application outside the namespace of Argo CD', () => {
    expect(reachesAdmin(argo + mayIn('argocd', 'create', applications))).toBe(true)
    expect(reachesAdmin(argo + mayIn('shop', 'create', applications))).toBe(false)
  })
})
