import { boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podCreateNode } from './pod-create-node.ts'

const open = namespaceAt('shop')
const create = (resource: string, group = '') => grantedIn('shop', rule('create', resource, { group }))

testTechnique(podCreateNode, {
  raised: [
    {
      name: 'create on pods where no level is enforced',
      yaml: documents(open, create('pods')),
      by: ['User alice'],
      grants: ['create pods in rules[0] of Role shop/r', 'no Pod Security level in namespace shop'],
      reaches: 'node',
      text: /^Make a privileged pod in shop, on any node$/,
    },
    {
      name: 'privileged enforced',
      yaml: documents(namespaceAt('shop', 'privileged'), create('pods')),
      by: ['User alice'],
      grants: ['the Pod Security level privileged in namespace shop'],
    },
    {
      name: 'a group of its own: deployments in apps',
      yaml: documents(open, create('deployments', 'apps')),
      by: ['User alice'],
    },
    { name: 'jobs in batch', yaml: documents(open, create('jobs', 'batch')), by: ['User alice'] },
    { name: 'a kind of an extension', yaml: documents(open, create('workflows', 'argoproj.io')), by: ['User alice'] },
    {
      name: 'an apply that creates one pod by name, with create and patch',
      yaml: documents(open, grantedIn('shop', rule('create patch', 'pods', { names: 'mine' }))),
      by: ['User alice'],
    },
    {
      name: 'the ClusterRole edit in the namespace',
      yaml: documents(open, boundIn('shop', 'edit')),
      by: ['User alice'],
    },
    {
      name: 'one open namespace of several, for whoever makes pods in all',
      yaml: documents(open, namespaceAt('safe', 'restricted'), grantedEverywhere(rule('create', 'pods'))),
      by: ['User alice'],
      grants: ['no Pod Security level in namespace shop'],
      text: /^Make a privileged pod in a namespace that lets it in, on any node$/,
    },
    {
      name: 'create with a restriction to the empty name, which is any create',
      yaml: documents(
        open,
        grantedIn('shop', '{ apiGroups: [""], resources: [pods], verbs: [create], resourceNames: [""] }'),
      ),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'a namespace at baseline', yaml: documents(namespaceAt('shop', 'baseline'), create('pods')) },
    { name: 'a namespace at restricted', yaml: documents(namespaceAt('shop', 'restricted'), create('pods')) },
    { name: 'deployments in a group that they left', yaml: documents(open, create('deployments', 'extensions')) },
    { name: 'deployments in the core group', yaml: documents(open, create('deployments')) },
    {
      name: 'create with a name, which a POST never has',
      yaml: documents(open, grantedIn('shop', rule('create', 'pods', { names: 'mine' }))),
    },
    { name: 'the right to look', yaml: documents(open, grantedIn('shop', rule('get list watch', 'pods'))) },
    {
      name: 'parts of two rules',
      yaml: documents(open, grantedIn('shop', rule('create', 'configmaps'), rule('get', 'pods'))),
    },
  ],
})
