import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canCreateVolumes } from './can-create-volumes.ts'

testRule(canCreateVolumes, {
  pass: [
    {
      name: 'a Role, where there are none',
      yaml: boundRole("- apiGroups: ['']\n  resources: [persistentvolumes]\n  verbs: [create]"),
    },
    {
      name: 'create by name, which no request carries',
      yaml: boundClusterRole(
        "- apiGroups: ['']\n  resources: [persistentvolumes]\n  resourceNames: [a]\n  verbs: [create]",
      ),
    },
  ],
  fail: [
    {
      name: 'alone',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [persistentvolumes]\n  verbs: [create, get]"),
      at: ['roleRef.name'],
      severity: 'medium',
      fixed: boundClusterRole("- apiGroups: ['']\n  resources: [persistentvolumes]\n  verbs: [get]"),
    },
    {
      name: 'with claims and pods',
      yaml: boundClusterRole(
        "- apiGroups: ['']\n  resources: [persistentvolumes, persistentvolumeclaims, pods]\n  verbs: [create]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
      message: /mount host paths by volumes of their own \(create persistentvolumes\), by/,
    },
  ],
})
