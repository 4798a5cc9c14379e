import { testRule } from '../../../test/rule-tester.ts'
import { noRollingUpdate } from './no-rolling-update.ts'

const { bad } = noRollingUpdate.examples
const at = ['spec.strategy.type']
const served = `${bad}  template: { metadata: { labels: { app: shop } } }\n`
const service = (app: string) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: ${app} } }\n`
const kind = (apiVersion: string, name: string, field: string, type: string) =>
  `apiVersion: ${apiVersion}\nkind: ${name}\nmetadata: { name: a }\nspec: { ${field}: { type: ${type} } }\n`

testRule(noRollingUpdate, {
  pass: [
    { name: 'no strategy', yaml: bad.replace('type: Recreate', 'type:') },
    { name: 'a Deployment that no Service selects', yaml: served + service('other') },
    {
      name: 'Rolling in a DeploymentConfig',
      yaml: kind('apps.openshift.io/v1', 'DeploymentConfig', 'strategy', 'Rolling'),
    },
    { name: 'the strategy of another kind', yaml: kind('example.com/v1', 'Deployment', 'strategy', 'Recreate') },
  ],
  fail: [
    {
      name: 'a Deployment that a Service selects',
      yaml: served + service('shop'),
      at,
      marked: ['type: Recreate'],
      severity: 'low',
    },
    {
      name: 'one that no Service selects, when asked to',
      yaml: served + service('other'),
      options: { unserved: true },
      at,
    },
    {
      name: 'OnDelete, whoever selects it',
      yaml: kind('apps/v1', 'DaemonSet', 'updateStrategy', 'OnDelete') + service('a'),
      at: ['spec.updateStrategy.type'],
    },
    {
      name: 'Rolling in a Deployment',
      yaml: kind('apps/v1', 'Deployment', 'strategy', 'Rolling') + service('a'),
      at,
      severity: 'medium',
      message: /none of RollingUpdate, Recreate/,
    },
    {
      name: 'Custom in a DeploymentConfig',
      yaml: kind('apps.openshift.io/v1', 'DeploymentConfig', 'strategy', 'Custom'),
      at,
      message: /Custom, not Rolling/,
    },
  ],
})
