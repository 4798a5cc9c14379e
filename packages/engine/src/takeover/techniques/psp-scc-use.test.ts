import { bound, may, mayIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { pspSccUse } from './psp-scc-use.ts'

const policies = 'podsecuritypolicies.policy'
const constraints = 'securitycontextconstraints.security.openshift.io'

const policy = (spec: string) => `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: { name: own }
spec: { ${spec} }
---
`

testTechnique(pspSccUse, {
  raised: [
    { name: 'any policy, before v1.25', yaml: may('use', policies), minor: 24, by: ['User alice'] },
    {
      name: 'one policy that lets privileged pods through, by a RoleBinding of a ClusterRole',
      yaml:
        policy('privileged: true') +
        bound([rule('use', policies, { names: 'own' })], { namespace: 'shop', clusterRole: true }),
      minor: 24,
      by: ['User alice'],
      grants: ['user alice in RoleBinding shop/b'],
      text: /^Make privileged pods in shop by security policy own$/,
    },
    {
      name: 'a policy with host paths, by all verbs',
      yaml: policy('volumes: [hostPath]') + may('*', policies, { names: 'own' }),
      minor: 24,
      by: ['User alice'],
    },
    {
      name: 'constraints of OpenShift, in any version',
      yaml: mayIn('shop', 'use', constraints, { names: 'privileged' }),
      by: ['User alice'],
      text: /^Make privileged pods in shop by security policy privileged$/,
    },
    {
      name: 'everything in a namespace of OpenShift',
      yaml: `apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: web, namespace: shop }
---
${bound(["{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }"], { namespace: 'shop' })}`,
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'policies since v1.25', yaml: may('use', policies), minor: 25 },
    {
      name: 'a policy that lets little through',
      yaml: policy('privileged: false, volumes: [configMap]') + may('use', policies, { names: 'own' }),
      minor: 24,
    },
    { name: 'constraints that are harmless', yaml: may('use', constraints, { names: 'restricted-v2' }) },
    {
      name: 'everything, where nothing is of OpenShift',
      yaml: bound(["{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }"], { namespace: 'shop' }),
    },
    { name: 'reading them', yaml: may('get list', constraints) },
    { name: 'use in another group', yaml: may('use', 'podsecuritypolicies.apps'), minor: 24 },
  ],
})
