import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canTakePrivilegedPod } from './can-take-privileged-pod.ts'

const pod = (spec: string) =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: agent, namespace: shop }\nspec:\n  ${spec}containers: [{ name: a, image: a.example/a:1 }]\n`
const privileged = pod('').replace('a:1 }', 'a:1, securityContext: { privileged: true } }')
const powerful = `---\n${boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [list]").replaceAll('name: deployer', 'name: operator').replace('namespace: ci', 'namespace: shop')}`

testRule(canTakePrivilegedPod, {
  pass: [
    {
      name: 'pods like any other',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/exec]\n  verbs: [create]") + pod(''),
    },
    {
      name: 'an account that is powerful, and no token',
      yaml:
        boundRole("- apiGroups: ['']\n  resources: [pods/exec]\n  verbs: [create]") +
        pod('serviceAccountName: operator\n  automountServiceAccountToken: false\n  ') +
        powerful,
    },
    {
      name: 'one pod by name',
      yaml:
        boundRole("- apiGroups: ['']\n  resources: [pods/exec]\n  resourceNames: [x]\n  verbs: [create]") + privileged,
    },
    {
      name: 'deleting without a hand on nodes',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [delete]") + privileged,
    },
  ],
  fail: [
    {
      name: 'entering where a pod is privileged',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/exec]\n  verbs: [create]") + privileged,
      at: ['roleRef.name'],
      severity: 'high',
      message: /; Pod shop\/agent is privileged$/,
    },
    {
      name: 'changing images, in the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [patch]") + privileged,
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'a pod with a powerful account',
      yaml:
        boundRole("- apiGroups: ['']\n  resources: [pods/ephemeralcontainers]\n  verbs: [update]") +
        pod('serviceAccountName: operator\n  ') +
        powerful,
      at: ['roleRef.name'],
      severity: 'high',
      message:
        /; Pod shop\/agent runs as ServiceAccount shop\/operator, which may read every Secret, by ClusterRoleBinding operator$/,
    },
    {
      name: 'driving pods away',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [pods/eviction]\n  verbs: [create]") + privileged}---\n${boundClusterRole("- apiGroups: ['']\n  resources: [nodes]\n  verbs: [patch]")}`,
      at: ['roleRef.name'],
      severity: 'medium',
      message: /drive pods to another node \(create pods\/eviction\)/,
    },
  ],
})
