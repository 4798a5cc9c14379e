import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canProxyNodes } from './can-proxy-nodes.ts'

testRule(canProxyNodes, {
  pass: [
    {
      name: 'a Role, where there are no nodes',
      yaml: boundRole("- apiGroups: ['']\n  resources: [nodes/proxy]\n  verbs: [get, create]"),
    },
    { name: 'nodes themselves', yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes]\n  verbs: ['*']") },
    {
      name: 'what replaces it',
      yaml: boundClusterRole(
        "- apiGroups: ['']\n  resources: [nodes/metrics, nodes/stats, nodes/log, nodes/configz]\n  verbs: [get]",
      ),
    },
    {
      name: 'verbs by which no kubelet runs anything',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes/proxy]\n  verbs: [list, watch, delete]"),
    },
  ],
  fail: [
    {
      name: 'get',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes, nodes/proxy]\n  verbs: [get]"),
      at: ['roleRef.name'],
      severity: 'high',
      message: /through the kubelets \(get nodes\/proxy\), by rules\[0\] of ClusterRole/,
      fixed: boundClusterRole("- apiGroups: ['']\n  resources: [nodes]\n  verbs: [get]"),
    },
    {
      name: 'reading everything',
      yaml: boundClusterRole("- apiGroups: ['*']\n  resources: ['*']\n  verbs: [get, list, watch]"),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: '*/proxy',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: ['*/proxy']\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'a ClusterRole that nobody is bound to',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes/proxy]\n  verbs: [create]").replace(/---[^]*/, ''),
      at: ['rules[0]'],
      severity: 'low',
    },
  ],
})
