import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * The configuration of the DNS of the cluster can be changed.
 *
 * Restricted: update and patch on the ConfigMaps of CoreDNS and its relatives in kube-system
 */
export const canChangeDnsConfig = defineAccessRule({
  id: 'can-change-dns-config',
  title: 'DNS of the cluster can be changed',
  severity: 'high',
  profile: 'default',
  frameworks: { mitre: ['T1557'] },
  needs: [
    {
      ask: {
        verbs: ['update', 'patch'],
        group: '',
        resources: ['configmaps'],
        namespace: 'kube-system',
        names: ['coredns', 'coredns-custom', 'kube-dns', 'node-local-dns'],
      },
      may: 'change how names are resolved in the cluster',
    },
  ],
  description:
    'Reported for every binding that lets somebody update or patch the ConfigMaps `coredns`, `coredns-custom`, `kube-dns` or `node-local-dns` in kube-system, by their names or by holding all ConfigMaps there.',
  why: 'Whoever holds it answers for every name in the cluster, and so stands between any two workloads.',
  remedy: 'Leave these to what installs the DNS; name the ConfigMaps that are really kept in resourceNames.',
  examples: {
    bad: boundRole(
      `
- apiGroups: ['']
  resources: [configmaps]
  verbs: [get, update]`,
      'kube-system',
    ),
    good: boundRole(
      `
- apiGroups: ['']
  resources: [configmaps]
  resourceNames: [settings]
  verbs: [get, update]`,
      'kube-system',
    ),
  },
})
