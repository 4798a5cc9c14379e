import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { corednsEdit } from './coredns-edit.ts'

testTechnique(corednsEdit, {
  raised: [
    {
      name: 'changing that ConfigMap',
      yaml: mayIn('kube-system', 'update', 'configmaps', { names: 'coredns' }),
      by: ['User alice'],
      grants: ['update configmaps in rules[0] of Role kube-system/r'],
    },
    { name: 'changing every ConfigMap of the cluster', yaml: may('patch', 'configmaps'), by: ['User alice'] },
    { name: 'everything of the core group', yaml: mayIn('kube-system', '*', '*'), by: ['User alice'] },
  ],
  not: [
    { name: 'another ConfigMap', yaml: mayIn('kube-system', 'update', 'configmaps', { names: 'kube-proxy' }) },
    { name: 'the name in capitals', yaml: mayIn('kube-system', 'update', 'configmaps', { names: 'CoreDNS' }) },
    { name: 'another namespace', yaml: mayIn('shop', 'update patch', 'configmaps') },
    { name: 'reading, creating and deleting', yaml: mayIn('kube-system', 'get create delete', 'configmaps') },
  ],
})
