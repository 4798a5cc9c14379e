import { testRule } from '../../../test/rule-tester.ts'
import { selectorMismatch } from './selector-mismatch.ts'

const { bad, good } = selectorMismatch.examples
const at = ['spec.selector']
const selecting = (selector: string) => good.replace(/selector:[^]* {2}template/, `selector: ${selector}\n  template`)
const withSpec = (yaml: string) =>
  `${yaml}    spec: { containers: [{ name: shop, image: registry.example/shop:2.1.0 }] }\n`
const plain = (kind: string, app: string) => `apiVersion: ${kind === 'DeploymentConfig' ? 'apps.openshift.io/v1' : 'v1'}
kind: ${kind}
metadata: { name: a }
spec: { selector: { app: ${app} }, template: { metadata: { labels: { app: shop } } } }
`

testRule(selectorMismatch, {
  pass: [
    { name: 'more labels than asked for', yaml: `${good}        tier: web\n` },
    {
      name: 'expressions',
      yaml: selecting(
        '{ matchExpressions: [{ key: app, operator: In, values: [cart, shop] }, { key: old, operator: DoesNotExist }] }',
      ),
    },
    { name: 'a DeploymentConfig', yaml: plain('DeploymentConfig', 'shop') },
    {
      name: 'a Job without a selector',
      yaml: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\nspec: { template: { spec: {} } }\n',
    },
    {
      name: 'a patch of one container',
      yaml: `${selecting('null')}    spec: { containers: [{ name: shop, tty: true }] }\n`,
    },
    {
      name: 'a patch without a template',
      yaml: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: 3 }\n',
    },
    {
      name: 'a version that fills the selector in',
      yaml: withSpec(selecting('null')).replace('apps/v1', 'apps/v1beta1'),
    },
  ],
  fail: [
    { name: 'other labels', yaml: bad, at, message: /wants app=shop, and the template has app=cart/ },
    {
      name: 'no labels',
      yaml: good.replace(/ {4}metadata:\n {6}labels[^]*/, '    spec: {}\n'),
      at,
      message: /no labels/,
    },
    {
      name: 'an expression',
      yaml: selecting('{ matchExpressions: [{ key: app, operator: NotIn, values: [shop] }] }'),
      at,
      message: /wants app NotIn \(shop\)/,
    },
    { name: 'no selector', yaml: withSpec(selecting('null')), at, message: /no selector/ },
    { name: 'an empty selector', yaml: withSpec(selecting('{}')), at, message: /is empty/ },
    { name: 'a ReplicationController', yaml: plain('ReplicationController', 'cart'), at },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { selector: { matchLabels: { app: a } } } } }\n',
      at: ['spec.jobTemplate.spec.selector'],
    },
  ],
})
