import { effect } from '../graph/index.ts'
import { can, defineTechnique, type Target } from '../vocabulary/index.ts'

/** The Corefile says what names resolve to. */
export const corednsEdit = defineTechnique({
  id: 'COREDNS-EDIT',
  title: 'Edit cluster DNS',
  class: 'rbac',
  description:
    'CoreDNS reads its configuration from the ConfigMap coredns in kube-system and takes up changes by itself: whoever changes it answers for every name that pods look up, services of the cluster and servers outside alike.',
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/'],
  each: (): Target[] => [{ namespace: 'kube-system' }],
  requires: [[can('update|patch', 'configmaps', { name: 'coredns' })]],
  gives: () => effect('the answers to all names that pods look up'),
  tells: () => 'Change what names resolve to in ConfigMap kube-system/coredns',
})
