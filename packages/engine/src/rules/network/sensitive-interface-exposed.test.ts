import { testRule } from '../../../test/rule-tester.ts'
import { sensitiveInterfaceExposed } from './sensitive-interface-exposed.ts'

const { bad } = sensitiveInterfaceExposed.examples
const at = ['spec.containers[0].image']
const policy = (rules: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: redis, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress: ${rules}
`
const jenkins = bad.replace('library/redis:8.2.1', 'jenkins/jenkins:2.541').replaceAll('6379', '8080')

testRule(sensitiveInterfaceExposed, {
  pass: [
    { name: 'policies that keep the internet out', yaml: bad + policy('[{from: [{podSelector: {}}]}]') },
    { name: 'another port of the same pod', yaml: bad.replaceAll('6379', '9121') },
    { name: 'an image that only ends so', yaml: bad.replace('library/redis', 'library/notredis') },
  ],
  fail: [
    {
      name: 'data',
      yaml: bad,
      at,
      containers: ['redis'],
      severity: 'medium',
      message: /is Redis, reached from outside by NodePort Service shop\/redis at port 6379$/,
    },
    { name: 'control', yaml: jenkins, at, severity: 'high' },
    { name: 'a policy that lets the internet in', yaml: bad + policy('[{ports: [{port: 6379}]}]'), at },
    {
      name: 'an image of its own',
      yaml: bad.replace('library/redis:8.2.1', 'team/console:1.0.0').replaceAll('6379', '8443'),
      options: { repositories: ['team/console'] },
      at,
      severity: 'high',
    },
    {
      name: 'a host port',
      yaml: `apiVersion: v1
kind: Pod
metadata: {name: redis, namespace: shop}
spec:
  containers:
    - name: redis
      image: redis:8.2.1
      ports: [{containerPort: 6379, hostPort: 6379}]
`,
      at,
    },
  ],
})
