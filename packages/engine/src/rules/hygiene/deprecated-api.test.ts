import { testRule } from '../../../test/rule-tester.ts'
import { deprecatedApi } from './deprecated-api.ts'

testRule(deprecatedApi, {
  pass: [
    {
      name: 'custom resources of such a version',
      yaml: 'apiVersion: example.com/v1beta1\nkind: CronJob\nmetadata: { name: a }\n',
    },
    { name: 'versions that stay', yaml: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n' },
  ],
  fail: [
    {
      name: 'the version of a typed list',
      yaml: 'apiVersion: batch/v1beta1\nkind: CronJobList\nitems:\n  - metadata: { name: a }\n',
      at: ['apiVersion'],
      fixed: 'apiVersion: batch/v1\nkind: CronJobList\nitems:\n  - metadata: { name: a }\n',
    },
    {
      name: 'an item of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: batch/v1beta1\n    kind: CronJob\n',
      at: ['items[0].apiVersion'],
      fixed: 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: batch/v1\n    kind: CronJob\n',
    },
    {
      name: 'one with the same schema, in its quotes',
      yaml: 'apiVersion: "policy/v1beta1"\nkind: Eviction\nmetadata: { name: a }\n',
      at: ['apiVersion'],
      severity: 'medium',
    },
    {
      name: 'removed',
      yaml: 'apiVersion: rbac.authorization.k8s.io/v1beta1 # old\nkind: Role\nmetadata: { name: a }\n',
      at: ['apiVersion'],
      severity: 'medium',
      message: /removed in v1\.22; rbac\.authorization\.k8s\.io\/v1 replaces it/,
      fixed: 'apiVersion: rbac.authorization.k8s.io/v1 # old\nkind: Role\nmetadata: { name: a }\n',
    },
    {
      name: 'deprecated by the target',
      yaml: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\n',
      options: { targetVersion: 'v1.22' },
      at: ['apiVersion'],
      severity: 'low',
      message: /deprecated since v1\.21, to be removed in v1\.25/,
    },
    {
      name: 'deprecated after the target',
      yaml: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\n',
      options: { targetVersion: '1.20' },
      at: ['apiVersion'],
      severity: 'info',
    },
    {
      name: 'one that nothing replaces',
      yaml: 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: a }\n',
      at: ['apiVersion'],
    },
  ],
})
