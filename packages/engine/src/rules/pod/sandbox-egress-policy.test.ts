import { testRule } from '../../../test/rule-tester.ts'
import { sandboxEgressPolicy } from './sandbox-egress-policy.ts'

const template = (spec: string) => `apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata: { name: python, namespace: lab }
spec:
${spec}  podTemplate:
    metadata: { labels: { app: python } }
    spec: { containers: [{ name: python, image: registry.example/python:3.14.1 }] }
`
const egress = (rules: string) => template(`  networkPolicy: { egress: ${rules} }\n`)
const unmanaged = template('  networkPolicyManagement: Unmanaged\n')
const policy = (spec: string, namespace = 'lab') => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: lab, namespace: ${namespace} }
spec: ${spec}
`

testRule(sandboxEgressPolicy, {
  pass: [
    { name: 'no egress at all', yaml: egress('[]') },
    { name: 'a policy for ingress alone, which denies egress', yaml: template('  networkPolicy: { ingress: [] }\n') },
    { name: 'a block of addresses', yaml: egress('[{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]') },
    {
      name: 'every pod of a namespace picked by label',
      yaml: egress(
        '[{ to: [{ podSelector: {}, namespaceSelector: { matchExpressions: [{ key: a, operator: Exists }] } }] }]',
      ),
    },
    {
      name: 'an unmanaged one that a NetworkPolicy restricts',
      yaml: unmanaged + policy('{ podSelector: { matchLabels: { app: python } }, policyTypes: [Egress] }'),
    },
    {
      name: 'an unmanaged one under a policy for all pods, its types left to the default',
      yaml: unmanaged + policy('{ podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }] }'),
    },
    { name: 'other groups', yaml: unmanaged.replace('extensions.agents.x-k8s.io', 'other.example') },
  ],
  fail: [
    {
      name: "the controller's own policy",
      yaml: template(''),
      at: ['spec.networkPolicy'],
      severity: 'low',
      message: /public internet/,
    },
    {
      name: 'null for managed and for the policy',
      yaml: template('  networkPolicyManagement: null\n  networkPolicy: ~\n'),
      at: ['spec.networkPolicy'],
    },
    {
      name: 'a template whose pods are not written yet',
      yaml: 'apiVersion: extensions.agents.x-k8s.io/v1beta1\nkind: SandboxTemplate\nmetadata: { name: a }\nspec: { networkPolicyManagement: Unmanaged }\n',
      at: ['spec.networkPolicyManagement'],
    },
    {
      name: 'a policy that is no mapping, which the API server refuses',
      yaml: template('  networkPolicy: none\n'),
      at: ['spec.networkPolicy'],
    },
    {
      name: 'egress that is no list',
      yaml: egress('{}'),
      at: ['spec.networkPolicy.egress'],
      message: /no list/,
    },
    {
      name: 'rules without destinations',
      yaml: egress('[{}, { to: [] }, { ports: [{ port: 443 }] }]'),
      at: ['spec.networkPolicy.egress[0]', 'spec.networkPolicy.egress[1]', 'spec.networkPolicy.egress[2]'],
      message: /names no destination/,
    },
    {
      name: 'destinations that pick nobody out, beside one that does',
      yaml: egress(
        '[{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }, { ipBlock: { cidr: 10.0.0.0/8 } }, { ipBlock: { cidr: "::/0" } }] }]',
      ),
      at: ['spec.networkPolicy.egress[0].to[0]', 'spec.networkPolicy.egress[0].to[2]'],
      message: /every address in (0\.0\.0\.0|::)\/0/,
    },
    {
      name: 'all addresses in two halves, and all public ones of IPv6',
      yaml: egress(
        '[{ to: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }, { ipBlock: { cidr: "2000::/3" } }] }]',
      ),
      at: [
        'spec.networkPolicy.egress[0].to[0]',
        'spec.networkPolicy.egress[0].to[1]',
        'spec.networkPolicy.egress[0].to[2]',
      ],
    },
    {
      name: 'empty selectors',
      yaml: egress('[{ to: [{ podSelector: {} }, { namespaceSelector: {} }, {}] }]'),
      at: [
        'spec.networkPolicy.egress[0].to[0]',
        'spec.networkPolicy.egress[0].to[1]',
        'spec.networkPolicy.egress[0].to[2]',
      ],
    },
    {
      name: 'an unmanaged one whose own policy is not looked at',
      yaml: template('  networkPolicyManagement: Unmanaged\n  networkPolicy: { egress: [] }\n'),
      at: ['spec.networkPolicyManagement'],
      marked: ['networkPolicyManagement: Unmanaged'],
      message: /no NetworkPolicy restricts egress/,
    },
    {
      name: "another namespace's NetworkPolicy, one for other pods, and one for ingress",
      yaml:
        unmanaged +
        policy('{ podSelector: {}, policyTypes: [Egress] }', 'other') +
        policy('{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }') +
        policy('{ podSelector: {}, policyTypes: [Ingress] }'),
      at: ['spec.networkPolicyManagement'],
      message: /no NetworkPolicy restricts egress/,
    },
    {
      name: 'an unmanaged one under a NetworkPolicy that allows all',
      yaml: unmanaged + policy('{ podSelector: {}, egress: [{}] }'),
      at: ['spec.networkPolicyManagement'],
      message: /names no destination, which allows all, in the NetworkPolicy lab/,
    },
  ],
})
