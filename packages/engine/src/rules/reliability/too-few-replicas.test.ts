import { testRule } from '../../../test/rule-tester.ts'
import { tooFewReplicas } from './too-few-replicas.ts'

const { bad } = tooFewReplicas.examples
const at = ['spec.replicas']
const served = `${bad}  template: { metadata: { labels: { app: shop } } }\n`
const service = (app: string) =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { selector: { app: ${app} } }\n`
const autoscaler = (namespace: string) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: shop, namespace: ${namespace} }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop }, maxReplicas: 9 }
`

testRule(tooFewReplicas, {
  pass: [
    { name: 'a lower minimum', yaml: bad, options: { minimum: 1 } },
    { name: 'zero', yaml: bad.replace('replicas: 1\n', 'replicas: 0\n') },
    { name: 'a target of an autoscaler', yaml: bad + autoscaler('default') },
    { name: 'pods that no Service selects', yaml: served + service('other') },
    { name: 'a DaemonSet', yaml: bad.replace('Deployment', 'DaemonSet') },
    {
      name: 'a ReplicaSet that its Deployment has made',
      yaml: `${bad.replace('replicas: 1\n', 'replicas: 3\n')}---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: shop-1
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: shop, controller: true }]
spec: { replicas: 1 }
`,
    },
  ],
  fail: [
    { name: 'pods that a Service selects', yaml: served + service('shop'), at, marked: ['replicas: 1'] },
    {
      name: 'pods that no Service selects, when asked to',
      yaml: served + service('other'),
      options: { unserved: true },
      at,
    },
    { name: 'an autoscaler of another namespace', yaml: bad + autoscaler('elsewhere'), at },
    {
      name: 'no number',
      yaml: bad.replace('replicas: 1', 'paused: false'),
      at,
      message: /not set, which means 1, below 3/,
    },
    {
      name: 'a higher minimum',
      yaml: bad.replace('replicas: 1\n', 'replicas: 4\n'),
      options: { minimum: 5 },
      at,
      message: /4, below 5/,
    },
    {
      name: 'an Argo Rollout',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec: { replicas: 2, template: { spec: { containers: [{ name: a, image: registry.example/a:1.0.0 }] } } }
`,
      at,
    },
  ],
})
