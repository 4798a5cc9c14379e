import { testRule } from '../../../test/rule-tester.ts'
import { hostPid } from './host-pid.ts'

const { bad, good } = hostPid.examples

testRule(hostPid, {
  pass: [
    { name: 'false', yaml: bad.replace('true', 'off') },
    { name: 'null', yaml: bad.replace('true', 'null') },
    { name: 'Windows pods', yaml: bad.replace('hostPID: true', 'hostPID: true\n  os: { name: windows }') },
  ],
  fail: [
    { name: 'a Pod', yaml: bad, at: ['spec.hostPID'], marked: ['hostPID: true'], fixed: good },
    { name: 'the YAML 1.1 word for true', yaml: bad.replace('true', 'On'), at: ['spec.hostPID'], fixed: good },
    {
      name: 'the template of a CronJob',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: inspector
spec:
  schedule: '@hourly'
  jobTemplate:
    spec:
      template:
        spec:
          hostPID: true
          restartPolicy: Never
`,
      at: ['spec.jobTemplate.spec.template.spec.hostPID'],
      fixed: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: inspector
spec:
  schedule: '@hourly'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
`,
    },
  ],
})
