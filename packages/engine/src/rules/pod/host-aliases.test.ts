import { testRule } from '../../../test/rule-tester.ts'
import { hostAliases } from './host-aliases.ts'

const { bad } = hostAliases.examples

testRule(hostAliases, {
  pass: [
    { name: 'an empty list', yaml: bad.replace(/hostAliases:\n.*\n.*\n/, 'hostAliases: []\n') },
    { name: 'null', yaml: bad.replace(/hostAliases:\n.*\n.*\n/, 'hostAliases:\n') },
  ],
  fail: [
    {
      name: 'an entry',
      yaml: bad,
      at: ['spec.hostAliases'],
      marked: ['hostAliases'],
      message: /addresses of ledger\.example$/,
    },
    {
      name: 'many names, shortly',
      yaml: bad.replace('[ledger.example]', '[a.example, b.example, c.example, d.example, e.example]'),
      at: ['spec.hostAliases'],
      message: /a\.example, b\.example, c\.example, 2 more$/,
    },
    {
      name: 'entries without names',
      yaml: bad.replace(/ {6}hostnames.*\n/, ''),
      at: ['spec.hostAliases'],
      message: /has entries$/,
    },
    {
      name: 'the template of a CronJob',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: billing
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostAliases: [{ ip: 192.0.2.10, hostnames: [ledger.example] }]
`,
      at: ['spec.jobTemplate.spec.template.spec.hostAliases'],
    },
  ],
})
