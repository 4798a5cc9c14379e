import { testRule } from '../../../test/rule-tester.ts'
import { autoscalerStaticReplicas } from './autoscaler-static-replicas.ts'

const { bad, good } = autoscalerStaticReplicas.examples
const at = ['spec.replicas']
const live = (more: string) =>
  bad.replace('  name: shop\nspec:\n  replicas', `  name: shop\n  uid: 0a1b\n${more}spec:\n  replicas`)
const applied = (spec: string) =>
  `  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"kind":"Deployment","spec":${spec}}'\n`
const owned = (more: string) =>
  `  managedFields: [{ manager: m, operation: Update, ${more}fieldsV1: { 'f:spec': { 'f:replicas': {} } } }]\n`

testRule(autoscalerStaticReplicas, {
  pass: [
    { name: 'zero', yaml: bad.replace('replicas: 3', 'replicas: 0') },
    { name: 'another target', yaml: bad.replace('    name: shop', '    name: cart') },
    {
      name: 'a target of another group',
      yaml: bad.replace('    apiVersion: apps/v1', '    apiVersion: example.com/v1'),
    },
    { name: 'a live resource', yaml: live('') },
    { name: 'a live resource applied without them', yaml: live(applied('{"paused":false}')) },
    { name: 'a live resource applied with those of another field', yaml: live(applied('{"a":{"replicas":3}}')) },
    { name: 'a live resource applied with what is no JSON', yaml: live(applied('{')) },
    { name: 'a live resource that was scaled', yaml: live(owned('subresource: scale, ')) },
  ],
  fail: [
    { name: 'a manifest', yaml: bad, at, marked: ['replicas: 3'], fixed: good },
    {
      name: 'a target in the group of old',
      yaml: bad.replace('    apiVersion: apps/v1', '    apiVersion: extensions/v1beta1'),
      at,
    },
    { name: 'a live resource applied with them', yaml: live(applied('{"replicas":3}')), at },
    { name: 'a live resource whose author owns them', yaml: live(owned('')), at },
    {
      name: 'the default target of a ScaledObject',
      yaml: bad.replace(
        /---[^]*/,
        '---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: s }\nspec: { scaleTargetRef: { name: shop } }\n',
      ),
      at,
      message: /ScaledObject s sets/,
    },
  ],
})
