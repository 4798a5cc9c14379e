import { bound, boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podCreateNode } from './pod-create-node.ts'

const open = namespaceAt('shop')
const restricted = namespaceAt('shop', 'restricted')
const controller = (name: string) => `system:serviceaccount:kube-system:${name}`
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
      name: 'such an apply in every namespace, of a pod that is not there yet',
      yaml: documents(open, grantedEverywhere(rule('create patch', 'pods', { names: 'mine' }))),
      by: ['User alice'],
      grants: ['create pods in rules[0] of ClusterRole wide', 'patch pods in rules[0] of ClusterRole wide'],
      reaches: 'node',
    },
    {
      name: 'such an apply of a Deployment',
      yaml: documents(open, grantedEverywhere(rule('create patch', 'deployments.apps', { names: 'mine' }))),
      by: ['User alice'],
    },
    {
      name: 'an apply in a namespace that grants the patch, where every namespace grants the create by name',
      yaml: documents(
        open,
        grantedEverywhere(rule('create', 'pods', { names: 'mine' })),
        grantedIn('shop', rule('patch', 'pods')),
      ),
      by: ['User alice'],
    },
    {
      name: 'a namespace that Pod Security passes over',
      yaml: documents(restricted, create('pods')),
      exemptions: { namespaces: ['shop'] },
      by: ['User alice'],
      grants: ['the exemption of namespace shop from Pod Security'],
      reaches: 'node',
    },
    {
      name: 'a runtime class that Pod Security passes over',
      yaml: documents(restricted, create('deployments', 'apps')),
      exemptions: { runtimeClasses: ['kata'] },
      by: ['User alice'],
      grants: ['the exemption of runtime class kata from Pod Security'],
    },
    {
      name: 'a user that Pod Security passes over',
      yaml: documents(restricted, create('pods')),
      exemptions: { usernames: ['alice'] },
      by: ['User alice'],
      grants: ['the exemption of user alice from Pod Security', 'create pods in rules[0] of Role shop/r'],
      reaches: 'node',
    },
    {
      name: 'a controller that Pod Security passes over, for whoever writes what it makes pods from',
      yaml: documents(restricted, create('deployments', 'apps')),
      exemptions: { usernames: [controller('replicaset-controller')] },
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
    {
      name: 'an exemption of another namespace, user or controller',
      yaml: documents(restricted, create('deployments', 'apps')),
      exemptions: { namespaces: ['sho'], usernames: ['alice', controller('job-controller')] },
    },
    {
      name: 'an exemption of a user who may make no pods',
      yaml: documents(restricted, create('configmaps')),
      exemptions: { usernames: ['alice'] },
    },
    {
      name: 'create and patch of a pod that is not there yet, by name, with two users',
      yaml: documents(
        open,
        grantedEverywhere(rule('create', 'pods', { names: 'mine' })),
        bound([rule('patch', 'pods', { names: 'mine' })], { user: 'bob' }),
      ),
    },
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
