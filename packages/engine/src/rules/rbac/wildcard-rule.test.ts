import { testRule } from '../../../test/rule-tester.ts'
import { wildcardRule } from './wildcard-rule.ts'

const clusterRole = (rules: string, more = '') => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: wide }
rules: ${rules}
${more}`

const role = (rules: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: wide }
rules: ${rules}
`

const bound = (kind: string, subjects = '[{ kind: ServiceAccount, name: web, namespace: shop }]', name = 'wide') => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: b }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name} }
subjects: ${subjects}
`

const own = (name: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: '${name}', labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]
`

const secrets = "[{ verbs: ['*'], apiGroups: [''], resources: [secrets] }]"
const all = "[{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]"

testRule(wildcardRule, {
  pass: [
    {
      name: "Kubernetes' own roles",
      yaml: `${own('cluster-admin')}---\n${own('system:controller:generic-garbage-collector').replace(/verbs: .*?]/, 'verbs: [get, delete]')}`,
    },
    { name: 'prefixes of URLs', yaml: clusterRole("[{ verbs: [get], nonResourceURLs: [/healthz, '/api/*'] }]") },
    { name: 'URLs in a Role, which are never asked about', yaml: role("[{ verbs: ['*'], nonResourceURLs: ['*'] }]") },
    { name: 'no rules', yaml: clusterRole('') },
    {
      name: 'rules that match nothing for want of a part',
      yaml: clusterRole(
        "[~, x, { verbs: ['*'] }, { verbs: ['*'], apiGroups: ['*'], resources: ~ }, { resources: ['*'], apiGroups: ['*'], verbs: [] }]",
      ),
    },
    { name: 'a text in place of a list', yaml: clusterRole("[{ verbs: '*', apiGroups: '*', resources: '*' }]") },
    {
      name: 'rules of an aggregate, which are replaced',
      yaml: clusterRole(all, 'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: b } }] }\n'),
    },
    {
      name: 'a Role about what belongs to no namespace, which allows nothing',
      yaml: role("[{ verbs: ['*'], apiGroups: [''], resources: [nodes, nodes/proxy] }]"),
    },
    {
      name: 'all signers of a domain, which are asked about so',
      yaml: clusterRole(
        "[{ verbs: [approve], apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: ['kubernetes.io/*'] }]",
      ),
    },
    { name: 'kinds of that name elsewhere', yaml: role(secrets).replace('.k8s.io', '.example') },
  ],
  fail: [
    {
      name: 'verbs, held by nobody',
      yaml: role(secrets),
      at: ['rules[0].verbs[0]'],
      marked: ["'*'"],
      severity: 'low',
      message: /^any verb on secrets of the core group, held by nobody in what was read$/,
    },
    {
      name: 'each rule once, at the first star',
      yaml: role(
        "[{ verbs: [get], apiGroups: [apps], resources: [deployments] }, { verbs: ['*'], apiGroups: ['*'], resources: [pods, '*'] }, { verbs: [get, '*'], apiGroups: [apps], resources: [pods] }]",
      ),
      at: ['rules[1].resources[1]', 'rules[2].verbs[1]'],
    },
    {
      name: 'a wildcard before a subresource',
      yaml: clusterRole("[{ verbs: [create], apiGroups: [''], resources: ['*/exec'] }]", bound('ClusterRoleBinding')),
      at: ['rules[0].resources[0]'],
      severity: 'high',
      message: /^create on \*\/exec of the core group, held by ServiceAccount shop\/web in the whole cluster$/,
    },
    {
      name: 'what is held in the whole cluster',
      yaml: clusterRole(secrets, bound('RoleBinding') + bound('ClusterRoleBinding')),
      at: ['rules[0].verbs[0]'],
      severity: 'high',
      message: /in the whole cluster$/,
    },
    {
      name: 'what is held in a namespace',
      yaml: clusterRole(secrets, bound('RoleBinding')),
      at: ['rules[0].verbs[0]'],
      severity: 'medium',
      message: /in the namespace default$/,
    },
    {
      name: 'everything in everything',
      yaml: clusterRole(all, bound('ClusterRoleBinding')),
      at: ['rules[0].resources[0]'],
      severity: 'critical',
      message: /^any verb on any resource of any API group, held/,
    },
    {
      name: 'everything in a namespace',
      yaml: clusterRole(all, bound('RoleBinding')),
      at: ['rules[0].resources[0]'],
      severity: 'high',
    },
    {
      name: 'a binding without subjects, and one of system:masters, as held by nobody',
      yaml: clusterRole(
        all,
        bound('ClusterRoleBinding', '~') + bound('ClusterRoleBinding', '[{ kind: Group, name: system:masters }]'),
      ),
      at: ['rules[0].resources[0]'],
      severity: 'low',
    },
    {
      name: 'a binding of another role of that name as no holder',
      yaml: role(secrets) + bound('ClusterRoleBinding'),
      at: ['rules[0].verbs[0]'],
      severity: 'low',
    },
    {
      name: 'what is held through an aggregate',
      yaml: `${clusterRole(secrets, bound('ClusterRoleBinding', undefined, 'sum'))}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: sum }
aggregationRule: { clusterRoleSelectors: [{}] }
`,
      at: ['rules[0].verbs[0]'],
      severity: 'high',
    },
    {
      name: "an extension's own groups",
      yaml: clusterRole("[{ verbs: ['*'], apiGroups: [shop.example], resources: ['*'] }]", bound('ClusterRoleBinding')),
      at: ['rules[0].resources[0]'],
      severity: 'medium',
    },
    {
      name: 'groups alone, and named objects',
      yaml: clusterRole(
        "[{ verbs: [get], apiGroups: ['*'], resources: [pods] }, { verbs: ['*'], apiGroups: [''], resources: [configmaps], resourceNames: [a] }]",
        bound('ClusterRoleBinding'),
      ),
      at: ['rules[0].apiGroups[0]', 'rules[1].verbs[0]'],
      severity: 'medium',
    },
    {
      name: 'all URLs',
      yaml: clusterRole("[{ verbs: [get], nonResourceURLs: [/version, '/*'] }]", bound('ClusterRoleBinding')),
      at: ['rules[0].nonResourceURLs[1]'],
      severity: 'medium',
      message: /^get on any URL, held/,
    },
    {
      name: 'a role that only looks like one of Kubernetes',
      yaml: own('deployer'),
      at: ['rules[0].resources[0]'],
      severity: 'low',
    },
    {
      name: "a rule that was added to Kubernetes' own",
      yaml: own('system:controller:generic-garbage-collector'),
      at: ['rules[0].resources[0]'],
    },
    {
      name: 'a pattern that matches nothing, which can go',
      yaml: clusterRole("[{ verbs: [get], apiGroups: [''], resources: [pods, 'pods/*'] }]"),
      at: ['rules[0].resources[1]'],
      severity: 'low',
      message: /^"pods\/\*" in resources matches nothing: a star is no pattern there$/,
      fixed: clusterRole("[{ verbs: [get], apiGroups: [''], resources: [pods] }]"),
    },
    {
      name: 'any verb on what matches nothing',
      yaml: clusterRole("[{ verbs: ['*'], apiGroups: [''], resources: ['pods/*'] }]", bound('ClusterRoleBinding')),
      at: ['rules[0].resources[0]'],
      severity: 'low',
      message: /^"pods\/\*" in resources matches nothing: a star is no pattern there$/,
    },
    {
      name: 'what belongs to no namespace, held in one',
      yaml: clusterRole("[{ verbs: ['*'], apiGroups: [''], resources: [nodes] }]", bound('RoleBinding')),
      at: ['rules[0].verbs[0]'],
      severity: 'low',
      message: /^any verb on nodes of the core group, held only in namespaces, where it allows nothing$/,
    },
    {
      name: 'a star for all signers, which are asked about by name or domain',
      yaml: clusterRole(
        "[{ verbs: [approve], apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: ['*'] }]",
      ),
      at: ['rules[0].resourceNames[0]'],
      severity: 'low',
    },
    {
      name: 'several that match nothing, once',
      yaml: clusterRole("[{ verbs: [get, 'list*'], apiGroups: ['', '*.example'], resources: ['*/*', pods] }]"),
      at: ['rules[0].resources[0]'],
      severity: 'low',
      fixed: clusterRole("[{ verbs: [get], apiGroups: [''], resources: [pods] }]"),
    },
    {
      name: 'patterns that leave nothing when they go, and those among names',
      yaml: clusterRole(
        "[{ verbs: [get], apiGroups: [''], resources: ['pods/*'] }, { verbs: [get], apiGroups: [''], resources: [pods], resourceNames: ['web-*'] }, { verbs: [get], nonResourceURLs: ['/a/*/b'] }]",
      ),
      at: ['rules[0].resources[0]', 'rules[1].resourceNames[0]', 'rules[2].nonResourceURLs[0]'],
      severity: 'low',
      message: /matches (nothing|only objects of that very name)/,
    },
    {
      name: 'items of a List',
      yaml: `apiVersion: v1
kind: RoleList
items:
  - metadata: { name: wide, namespace: shop }
    rules: ${secrets}
`.replace('apiVersion: v1', 'apiVersion: rbac.authorization.k8s.io/v1'),
      at: ['items[0].rules[0].verbs[0]'],
    },
  ],
})
