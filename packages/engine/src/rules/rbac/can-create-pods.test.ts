import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canCreatePods } from './can-create-pods.ts'

testRule(canCreatePods, {
  pass: [
    {
      name: 'create by POST with names, which no request carries',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  resourceNames: [web]\n  verbs: [create]"),
    },
    {
      name: 'the template of a Job, which cannot be changed',
      yaml: boundRole("- apiGroups: ['batch']\n  resources: [jobs]\n  verbs: [update, patch]"),
    },
    {
      name: 'update of running pods',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [update, patch, delete]"),
    },
    {
      name: 'a group that Deployments have left',
      yaml: boundRole("- apiGroups: ['extensions']\n  resources: [deployments]\n  verbs: [create]"),
    },
    {
      name: 'scale and status, which are resources of their own',
      yaml: boundRole(
        "- apiGroups: ['apps']\n  resources: [deployments/scale, deployments/status]\n  verbs: [update, patch]",
      ),
    },
    {
      name: 'pods/*, which means nothing',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/*]\n  verbs: [create]"),
    },
  ],
  fail: [
    {
      name: 'a Role',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [get, create]"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /^ServiceAccount ci\/deployer may create pods \(create pods\) in the namespace shop/,
      fixed: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [get]"),
    },
    {
      name: 'each group by itself',
      yaml: boundRole("- apiGroups: ['batch']\n  resources: [cronjobs]\n  verbs: [patch]"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /patch cronjobs/,
    },
    {
      name: 'one workload by name',
      yaml: boundRole("- apiGroups: ['apps']\n  resources: [deployments]\n  resourceNames: [web]\n  verbs: [update]"),
      at: ['roleRef.name'],
      severity: 'low',
      message: /only web\)/,
    },
    {
      name: 'apply, which creates by name',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  resourceNames: [web]\n  verbs: [create, patch]"),
      at: ['roleRef.name'],
      severity: 'low',
    },
    {
      name: 'the whole cluster, by a pattern',
      yaml: boundClusterRole("- apiGroups: ['*']\n  resources: ['*']\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'high',
      message: /in the whole cluster/,
    },
    {
      name: 'a custom resource whose controller makes pods',
      yaml: boundRole("- apiGroups: ['argoproj.io']\n  resources: [workflows]\n  verbs: [create]"),
      at: ['roleRef.name'],
      message: /create workflows/,
    },
    {
      name: 'two resources of which one makes no pods',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods, services]\n  verbs: [create]"),
      at: ['roleRef.name'],
      fixed: boundRole("- apiGroups: ['']\n  resources: [services]\n  verbs: [create]"),
    },
    {
      name: 'another group that may have such a resource',
      yaml: boundRole("- apiGroups: ['', example.com]\n  resources: [pods, services]\n  verbs: [create]"),
      at: ['roleRef.name'],
    },
    {
      name: 'another group that has none such',
      yaml: boundRole("- apiGroups: ['', batch]\n  resources: [pods, services]\n  verbs: [create]"),
      at: ['roleRef.name'],
      fixed: boundRole("- apiGroups: ['', batch]\n  resources: [services]\n  verbs: [create]"),
    },
  ],
})
