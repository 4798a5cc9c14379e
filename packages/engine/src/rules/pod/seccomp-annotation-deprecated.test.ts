import { testRule } from '../../../test/rule-tester.ts'
import { seccompAnnotationDeprecated } from './seccomp-annotation-deprecated.ts'

const pod = (annotations: string, spec = '') => `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
${annotations}spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
`

testRule(seccompAnnotationDeprecated, {
  pass: [{ name: 'other annotations', yaml: pod('    example.com/seccomp.security.alpha.kubernetes.io: x\n') }],
  fail: [
    {
      name: 'both kinds, other annotations stay',
      yaml: pod(
        '    seccomp.security.alpha.kubernetes.io/pod: runtime/default\n    a: b # kept\n    container.seccomp.security.alpha.kubernetes.io/web: unconfined\n',
      ),
      at: [
        'metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"]',
        'metadata.annotations["container.seccomp.security.alpha.kubernetes.io/web"]',
      ],
      fixed: pod('    a: b # kept\n'),
    },
    {
      name: 'the template of a CronJob, not the CronJob itself',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, annotations: { seccomp.security.alpha.kubernetes.io/pod: a } }
spec:
  jobTemplate:
    spec:
      template:
        metadata: { annotations: { seccomp.security.alpha.kubernetes.io/pod: localhost/a.json } }
        spec: { containers: [{ name: job, image: registry.example/job:1 }] }
`,
      at: ['spec.jobTemplate.spec.template.metadata.annotations["seccomp.security.alpha.kubernetes.io/pod"]'],
      message: /localhost\/a\.json/,
    },
  ],
})
