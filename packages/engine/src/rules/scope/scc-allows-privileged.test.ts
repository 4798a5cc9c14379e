import { testRule } from '../../../test/rule-tester.ts'
import { sccAllowsPrivileged } from './scc-allows-privileged.ts'

const constraint = (field: string, apiVersion = 'security.openshift.io/v1') =>
  `apiVersion: ${apiVersion}\nkind: SecurityContextConstraints\nmetadata: { name: a }\n${field}`

testRule(sccAllowsPrivileged, {
  pass: [
    { name: 'none named', yaml: constraint('') },
    { name: 'null', yaml: constraint('allowPrivilegedContainer:\n') },
    { name: 'a quoted word', yaml: constraint('allowPrivilegedContainer: "true"\n') },
    { name: 'a kind of that name elsewhere', yaml: constraint('allowPrivilegedContainer: true\n', 'example.com/v1') },
  ],
  fail: [
    {
      name: 'keys in any order, comments kept',
      yaml: 'allowPrivilegedContainer: yes # for builds\napiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata: { name: a }\n',
      at: ['allowPrivilegedContainer'],
      marked: ['allowPrivilegedContainer: yes'],
      fixed:
        'allowPrivilegedContainer: false # for builds\napiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata: { name: a }\n',
    },
    {
      name: 'the older group',
      yaml: constraint('allowPrivilegedContainer: true\n', 'v1'),
      at: ['allowPrivilegedContainer'],
      fixed: constraint('allowPrivilegedContainer: false\n', 'v1'),
    },
  ],
})
