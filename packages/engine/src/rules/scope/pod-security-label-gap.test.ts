import { testRule } from '../../../test/rule-tester.ts'
import { podSecurityLabelGap } from './pod-security-label-gap.ts'

const namespace = (labels: string, name = 'shop') => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels: { ${labels} }
`

const deployment = (name: string, spec = '', container = '') => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 0
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${spec}containers: [{ name: app, image: "registry.example/${name}:1"${container} }] }
`

const good =
  ', securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }'
const enforce = 'metadata.labels["pod-security.kubernetes.io/enforce"]'
const label = (level: string) => `pod-security.kubernetes.io/enforce: ${level}`

testRule(podSecurityLabelGap, {
  pass: [
    { name: 'a namespace without workloads', yaml: namespace('') },
    { name: 'what its pods need', yaml: namespace(label('baseline')) + deployment('web') },
    { name: 'pods that need all', yaml: namespace('') + deployment('agent', 'hostPID: true, ') },
    { name: "the cluster's own", yaml: namespace('', 'kube-system') },
    {
      name: 'a level that pods pass at the version that is enforced',
      yaml:
        namespace(`${label('baseline')}, pod-security.kubernetes.io/enforce-version: v1.33`) +
        deployment('web', '', ', livenessProbe: { httpGet: { port: 80, host: 10.0.0.1 } }'),
    },
  ],
  fail: [
    {
      name: 'nothing enforced, and all pods pass restricted',
      yaml: namespace('') + deployment('web', '', good) + deployment('cart', '', good),
      at: [enforce],
      severity: 'medium',
      message: /^privileged is enforced, and all 2 workloads pass restricted$/,
      fixed:
        namespace('')
          .replace(' {  }', '')
          .replace('labels:', 'labels:\n    pod-security.kubernetes.io/enforce: restricted') +
        deployment('web', '', good) +
        deployment('cart', '', good),
    },
    {
      name: 'baseline enforced, and its one workload passes restricted',
      yaml: namespace(label('baseline')) + deployment('web', '', good),
      at: [enforce],
      message: /^baseline is enforced, and its one workload passes restricted$/,
      fixed: namespace(label('restricted')) + deployment('web', '', good),
    },
    {
      name: 'a version that is pinned, at which the pods would be refused',
      yaml:
        namespace('pod-security.kubernetes.io/enforce-version: v1.24') +
        deployment('web', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }] }, '),
      at: [enforce],
      message: /its one workload passes baseline, though not at v1\.24$/,
      fixed:
        namespace('pod-security.kubernetes.io/enforce-version: latest, pod-security.kubernetes.io/enforce: baseline') +
        deployment('web', 'securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }] }, '),
    },
    {
      name: 'a version that is pinned, and that they pass too',
      yaml: namespace('pod-security.kubernetes.io/enforce-version: v1.24') + deployment('web'),
      at: [enforce],
      message: /passes baseline$/,
      fixed:
        namespace('pod-security.kubernetes.io/enforce-version: v1.24, pod-security.kubernetes.io/enforce: baseline') +
        deployment('web'),
    },
    {
      name: 'pods that are refused',
      yaml: namespace(label('baseline')) + deployment('web') + deployment('agent', 'hostPID: true, '),
      at: [enforce],
      severity: 'high',
      message: /^baseline:latest is enforced, and refuses Deployment agent \(host namespaces\)$/,
    },
    {
      name: 'pods on the host network, with the port that the API server fills in',
      yaml: namespace(label('baseline')) + deployment('web', 'hostNetwork: true, ', ', ports: [{ containerPort: 80 }]'),
      at: [enforce],
      message: /Deployment web \(host namespaces, hostPort\)/,
    },
    {
      name: 'a word that is no level, which enforces restricted',
      yaml: namespace(label('strict')) + deployment('web'),
      at: [enforce],
      message: /^restricted:latest is enforced, and refuses Deployment web/,
    },
  ],
})
