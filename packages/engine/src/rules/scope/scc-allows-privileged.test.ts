import { testRule } from '../../../test/rule-tester.ts'
import { sccAllowsPrivileged } from './scc-allows-privileged.ts'

testRule(sccAllowsPrivileged, {
  pass: [
    {
      name: 'a quoted word',
      yaml: 'apiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata: { name: a }\nallowPrivilegedContainer: "true"\n',
    },
  ],
  fail: [
    {
      name: 'keys in any order, comments kept',
      yaml: 'allowPrivilegedContainer: yes # for builds\napiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata: { name: a }\n',
      at: ['allowPrivilegedContainer'],
      fixed:
        'allowPrivilegedContainer: false # for builds\napiVersion: security.openshift.io/v1\nkind: SecurityContextConstraints\nmetadata: { name: a }\n',
    },
  ],
})
