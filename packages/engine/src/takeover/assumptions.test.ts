import { describe, expect, it } from 'vitest'
import { bound, documents, mayIn, namespaceAt, ofApiServer, rule } from '../../test/grants.ts'
import { takeover } from '../../test/takeover-of.ts'
import { takeoverReport } from './report.ts'

const restricted = namespaceAt('shop', 'restricted')
const may = (...rules: readonly string[]) => documents(restricted, bound(rules))
const accounts = /^Accounts of Kubernetes itself, .* are taken to be there with the roles that every API server binds/
const pods = /^Pods of kube-system, .* are taken to run on the control plane, as the input shows none of them\.$/
const namespace = /^Namespace (default|kube-\S+), which every cluster has, is taken to bear no label of Pod Security/

const apiServer = `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver-n
  namespace: kube-system
  labels: { component: kube-apiserver, tier: control-plane }
  annotations: { kubernetes.io/config.mirror: a }
spec: { nodeName: n, hostNetwork: true, containers: [{ name: kube-apiserver, image: registry.k8s.io/kube-apiserver:v1.36.0 }] }
`

function told(yaml: string) {
  const { reach, assumptions } = takeoverReport(takeover(yaml, { targets: ['cluster-admin'] }))
  return { reached: reach[0]?.shortest !== undefined, assumptions }
}

describe('a web application that may read its own ConfigMap', () => {
  const own = mayIn('shop', 'get watch', 'configmaps', { names: 'web' })
  const web = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { containers: [{ name: app, image: a }] }
`

  it('has no path, and nothing is taken for granted', () => {
    const { paths, world } = takeover(documents(web('one'), web('two'), own))
    expect(paths).toEqual([])
    expect(world.loads).toHaveLength(2)
    expect(told(documents(web('one'), web('two'), own)).assumptions).toEqual([])
  })
})

describe('files that are not a whole cluster', () => {
  it.each([
    ['tokens of any service account', may(rule('create', 'serviceaccounts/token')), accounts],
    ['impersonating any service account', may(rule('impersonate', 'serviceaccounts')), accounts],
    ['impersonating any user', may(rule('impersonate', 'users')), accounts],
    [
      'approving certificates',
      may(
        rule('create', 'certificatesigningrequests.certificates.k8s.io'),
        rule('update', 'certificatesigningrequests.certificates.k8s.io/approval'),
        rule('approve', 'signers.certificates.k8s.io', { names: 'kubernetes.io/kube-apiserver-client' }),
      ),
      accounts,
    ],
    ['exec in any pod', may(rule('create', 'pods/exec')), pods],
    ['exec by a star', may(rule('create', '*/exec')), pods],
    ['ephemeral containers', may(rule('patch', 'pods/ephemeralcontainers')), pods],
    ['the kubelets by get', may(rule('get', 'nodes/proxy')), pods],
    ['the kubelets by create', may(rule('create', 'nodes/proxy')), pods],
    ['pods in every namespace', may(rule('create', 'pods')), namespace],
    ['one namespace that every cluster has', mayIn('kube-system', 'create', 'pods'), namespace],
    ['exec in the namespace of Kubernetes itself', mayIn('kube-system', 'create', 'pods/exec'), pods],
  ])('%s leads to everything, and what is taken for granted is told', (_, yaml, assumption) => {
    const { reached, assumptions } = told(yaml)
    expect(reached).toBe(true)
    expect(assumptions.filter((each) => assumption.test(each))).toHaveLength(1)
  })

  it.each([
    ['tokens of accounts in one namespace', mayIn('shop', 'create', 'serviceaccounts/token')],
    ['exec in one namespace', mayIn('shop', 'create', 'pods/exec')],
    ['reading', may(rule('get list watch', 'pods configmaps'))],
    ['one service account', may(rule('impersonate', 'serviceaccounts', { names: 'robot' }))],
    [
      'a whole cluster that binds its accounts to nothing',
      documents(ofApiServer, may(rule('impersonate', 'serviceaccounts'))),
    ],
    ['a whole cluster without pods', documents(ofApiServer, may(rule('create', 'pods/exec')))],
  ])('%s leads to nothing that nobody sees', (_, yaml) => {
    const { reached, assumptions } = told(yaml)
    expect(reached).toBe(false)
    expect(assumptions.filter((each) => [accounts, pods, namespace].some((one) => one.test(each)))).toEqual([])
  })

  it('takes no pods for granted beside a part of the control plane that is shown', () => {
    const { assumptions } = told(documents(apiServer, may(rule('create', 'pods/exec'))))
    expect(assumptions.filter((each) => pods.test(each))).toEqual([])
  })

  it('keeps what Kubernetes itself has out of the cut', () => {
    const { cut } = takeoverReport(
      takeover(may(rule('create', 'serviceaccounts/token')), { targets: ['cluster-admin'] }),
    )
    expect(cut.grants.map(({ point }) => point.title)).toEqual([
      expect.stringMatching(/^(create serviceaccounts\/token in rules\[0\] of ClusterRole r|user alice in .*)$/),
    ])
  })
})
