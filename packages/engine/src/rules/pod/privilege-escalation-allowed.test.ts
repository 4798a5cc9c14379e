import { expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { privilegeEscalationAllowed } from './privilege-escalation-allowed.ts'

const pod = (context: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: ${context}
`

testRule(privilegeEscalationAllowed, {
  pass: [
    { name: 'no, which YAML 1.1 reads as false', yaml: pod('{ allowPrivilegeEscalation: no }') },
    {
      name: 'Windows pods',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  os: { name: windows }\n  containers: [{ name: web, image: registry.example/web:1 }]\n',
    },
  ],
  fail: [
    {
      name: 'true',
      yaml: pod('{ allowPrivilegeEscalation: true }'),
      at: ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
      message: /is true/,
      fixed: pod('{ allowPrivilegeEscalation: false }'),
    },
    {
      name: 'a pod-level key, which does not exist',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  securityContext: { allowPrivilegeEscalation: false }\n  containers: [{ name: web, image: registry.example/web:1 }]\n',
      at: ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
    },
    {
      name: 'every kind of container',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - { name: setup, image: registry.example/setup:1 }
            - { name: proxy, image: registry.example/proxy:1, restartPolicy: Always }
          containers: [{ name: job, image: registry.example/job:1 }]
`,
      at: [
        'spec.jobTemplate.spec.template.spec.initContainers[0].securityContext.allowPrivilegeEscalation',
        'spec.jobTemplate.spec.template.spec.initContainers[1].securityContext.allowPrivilegeEscalation',
        'spec.jobTemplate.spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation',
      ],
      containers: ['setup', 'proxy', 'job'],
    },
  ],
})

it.each([
  '{ privileged: true }',
  '{ capabilities: { add: [SYS_ADMIN] } }',
  '{ capabilities: { add: [CAP_SYS_ADMIN] } }',
])('proposes no edit that the API server would refuse beside %s', (context) => {
  const [finding] = findingsOf(privilegeEscalationAllowed, pod(context))
  expect(finding?.fix.changes).toEqual([])
})
