import { testRule } from '../../../test/rule-tester.ts'
import { danglingAutoscaler } from './dangling-autoscaler.ts'

const { bad, good } = danglingAutoscaler.examples
const at = ['spec.scaleTargetRef']
const scaledObject = (reference: string) =>
  `---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: a }\nspec: { scaleTargetRef: ${reference} }\n`

testRule(danglingAutoscaler, {
  pass: [
    {
      name: 'another version of the group',
      yaml: good.replace('    apiVersion: apps/v1', '    apiVersion: apps/v1beta2'),
    },
    { name: 'no version at all', yaml: good.replace('    apiVersion: apps/v1\n', '') },
    { name: 'the default kind of a ScaledObject', yaml: good + scaledObject('{ name: shop }') },
    {
      name: 'a custom resource',
      yaml: `${bad.replace('apps/v1', 'argoproj.io/v1alpha1').replace('Deployment', 'Rollout')}---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\n`,
    },
  ],
  fail: [
    { name: 'a target that is not there', yaml: bad, at, message: /no Deployment shop of apps/ },
    { name: 'a target in another namespace', yaml: good.replace(/shop\n$/, 'shop\n  namespace: b\n'), at },
    { name: 'another kind of that name', yaml: good.replace('kind: Deployment\nm', 'kind: StatefulSet\nm'), at },
    { name: 'another group', yaml: good.replace('    apiVersion: apps/v1', '    apiVersion: example.com/v1'), at },
    { name: 'no name', yaml: good.replace('    name: shop\n', ''), at, message: /gives no name/ },
    {
      name: 'a DaemonSet',
      yaml: good.replaceAll('kind: Deployment', 'kind: DaemonSet'),
      at: ['spec.scaleTargetRef.kind'],
      message: /DaemonSet cannot be scaled/,
    },
    { name: 'a ScaledObject without its Deployment', yaml: scaledObject('{ name: shop }'), at },
  ],
})
