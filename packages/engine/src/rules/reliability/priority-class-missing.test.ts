import { testRule } from '../../../test/rule-tester.ts'
import { priorityClassMissing } from './priority-class-missing.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(priorityClassMissing, {
  pass: [
    { name: 'a class of the option', yaml: pod('', '  priorityClassName: mine\n'), options: { accepted: ['mine'] } },
  ],
  fail: [
    {
      name: 'an unknown one',
      yaml: pod('', '  priorityClassName: mine\n'),
      at: ['spec.priorityClassName'],
      message: /mine is not known/,
    },
    {
      name: 'an empty one',
      yaml: pod('', '  priorityClassName: ""\n'),
      at: ['spec.priorityClassName'],
      message: /no priority class/,
    },
  ],
})
