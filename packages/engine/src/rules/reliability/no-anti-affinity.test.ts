import { testRule } from '../../../test/rule-tester.ts'
import { noAntiAffinity } from './no-anti-affinity.ts'

const { bad, good } = noAntiAffinity.examples
const at = ['spec.template.spec.affinity.podAntiAffinity']
const hostname = '- topologyKey: kubernetes.io/hostname\n'
const preferred = good
  .replace('required', 'preferred')
  .replace(
    /- topologyKey[^]*/,
    '- weight: 1\n              podAffinityTerm: { topologyKey: topology.kubernetes.io/zone, labelSelector: {} }\n',
  )
const selecting = (namespace: string, selector: string) =>
  good
    .replace('name: shop\n', `name: shop\n  namespace: ${namespace}\n`)
    .replace(hostname, `${hostname}              namespaceSelector: ${selector}\n`)

testRule(noAntiAffinity, {
  pass: [
    { name: 'one replica', yaml: bad.replace('3', '1') },
    { name: 'a preferred term by zone, for all pods', yaml: preferred },
    {
      name: 'its own namespace by name',
      yaml: good.replace(hostname, `${hostname}              namespaces: [default, b]\n`),
    },
    { name: 'every namespace', yaml: selecting('a', '{}') },
    { name: 'namespaces by a label that may be there', yaml: selecting('a', '{ matchLabels: { team: a } }') },
    {
      name: 'a topology spread constraint',
      yaml: `${bad}      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule, labelSelector: {} }
`,
    },
    { name: 'a DaemonSet', yaml: bad.replace('Deployment', 'DaemonSet') },
    {
      name: 'an autoscaler that stays at one',
      yaml: `${bad}---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }
spec: { maxReplicas: 1, scaleTargetRef: { kind: Deployment, name: shop } }\n`,
    },
    {
      name: 'a namespace selector that is no selector, and so asks for nothing',
      yaml: `${selecting('a', '{ matchExpressions: x, matchLabels: [y] }')}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n`,
    },
  ],
  fail: [
    { name: 'nothing at all', yaml: bad, at, message: /^no podAntiAffinity/ },
    { name: 'a number that is left open', yaml: bad.replace('  replicas: 3\n', ''), at },
    {
      name: 'another key',
      yaml: good.replace('kubernetes.io/hostname', 'rack'),
      at,
      message: /its term keeps pods apart by rack/,
    },
    { name: 'other pods', yaml: good.replace('app: shop\n    spec', 'app: cart\n    spec'), at, message: /own pods/ },
    {
      name: 'another namespace',
      yaml: good.replace(hostname, `${hostname}              namespaces: [b]\n`),
      at,
      message: /the namespace b, not of default/,
    },
    {
      name: 'namespaces by a label that this one does not have',
      yaml: `${selecting('a', '{ matchLabels: { team: a } }')}---\napiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n`,
      at,
      message: /other namespaces, not of a/,
    },
    { name: 'a key that is not allowed', yaml: preferred, options: { topologyKeys: ['kubernetes.io/hostname'] }, at },
    { name: 'an empty podAntiAffinity', yaml: `${bad}      affinity: { podAntiAffinity: {} }\n`, at },
  ],
})
