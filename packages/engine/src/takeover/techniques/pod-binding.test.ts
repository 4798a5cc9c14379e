import { documents, grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podBinding } from './pod-binding.ts'

testTechnique(podBinding, {
  raised: [
    {
      name: 'create on pods/binding and pods',
      yaml: grantedIn('shop', rule('create', 'pods pods/binding')),
      by: ['User alice'],
      grants: ['create pods/binding in rules[0] of Role shop/r', 'create pods in rules[0] of Role shop/r'],
      text: /^Bind a new pod in shop to a node of the control plane$/,
    },
    {
      name: 'bindings everywhere with pods in one namespace, only there',
      yaml: documents(grantedEverywhere(rule('create', 'bindings')), grantedIn('shop', rule('create', 'pods'))),
      by: ['User alice'],
      text: /in shop/,
    },
  ],
  not: [
    { name: 'pods/binding alone', yaml: grantedIn('shop', rule('create', 'pods/binding')) },
    { name: 'pods alone', yaml: grantedIn('shop', rule('create', 'pods')) },
    { name: 'update on pods/binding', yaml: grantedIn('shop', rule('update', 'pods/binding'), rule('create', 'pods')) },
    {
      name: 'each in another namespace',
      yaml: documents(grantedIn('shop', rule('create', 'pods/binding')), grantedIn('ops', rule('create', 'pods'))),
    },
  ],
})
