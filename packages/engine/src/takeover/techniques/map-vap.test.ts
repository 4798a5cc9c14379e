import { bound, may, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { mapVap } from './map-vap.ts'

const policies = 'mutatingadmissionpolicies.admissionregistration.k8s.io'
const bindings = 'mutatingadmissionpolicybindings.admissionregistration.k8s.io'
const both = bound([rule('create', policies), rule('create', bindings)])

testTechnique(mapVap, {
  raised: [
    {
      name: 'creating a policy and its binding',
      yaml: both,
      by: ['User alice'],
      grants: [
        'create mutatingadmissionpolicies in rules[0] of ClusterRole r',
        'create mutatingadmissionpolicybindings in rules[1] of ClusterRole r',
      ],
    },
    { name: 'the same in v1.32', yaml: both, minor: 32, by: ['User alice'] },
  ],
  not: [
    { name: 'the same before there were any', yaml: both, minor: 31 },
    { name: 'policies that nothing binds', yaml: may('create', policies) },
    { name: 'bindings of policies that are there', yaml: may('create', bindings) },
    {
      name: 'create with a name, which a POST does not have',
      yaml: bound([rule('create', policies, { names: 'x' }), rule('create', bindings)]),
    },
    {
      name: 'validating policies',
      yaml: bound([
        rule('create', 'validatingadmissionpolicies.admissionregistration.k8s.io'),
        rule('create', 'validatingadmissionpolicybindings.admissionregistration.k8s.io'),
      ]),
    },
  ],
})
