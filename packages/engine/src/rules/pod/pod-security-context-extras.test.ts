import { testRule } from '../../../test/rule-tester.ts'
import { podSecurityContextExtras } from './pod-security-context-extras.ts'

const { bad } = podSecurityContextExtras.examples

testRule(podSecurityContextExtras, {
  pass: [
    { name: 'an empty list and null', yaml: bad.replace('fsGroup: 20001', 'supplementalGroups: []\n    fsGroup:') },
    { name: 'no security context', yaml: bad.replace(/ {2}securityContext:\n.*\n/, '') },
  ],
  fail: [
    {
      name: 'fsGroup',
      yaml: bad,
      at: ['spec.securityContext.fsGroup'],
      marked: ['fsGroup: 20001'],
      message: /^fsGroup is 20001$/,
    },
    {
      name: 'an octal number of YAML 1.1',
      yaml: bad.replace('20001', '0100'),
      at: ['spec.securityContext.fsGroup'],
      message: /^fsGroup is 64$/,
    },
    {
      name: 'every field, in a Job, and the containers that differ',
      yaml: `apiVersion: batch/v1
kind: Job
metadata:
  name: reports
spec:
  template:
    spec:
      securityContext:
        supplementalGroups: [4000, 5000]
        fsGroupChangePolicy: OnRootMismatch
        windowsOptions: { gmsaCredentialSpecName: reports }
      initContainers:
        - name: first
          securityContext: { windowsOptions: { runAsUserName: ContainerUser } }
      containers:
        - name: main
          securityContext: { windowsOptions: { gmsaCredentialSpec: '{"Secret":"x"}' } }
`,
      at: [
        'spec.template.spec.securityContext.supplementalGroups',
        'spec.template.spec.securityContext.fsGroupChangePolicy',
        'spec.template.spec.securityContext.windowsOptions.gmsaCredentialSpecName',
        'spec.template.spec.initContainers[0].securityContext.windowsOptions.runAsUserName',
        'spec.template.spec.containers[0].securityContext.windowsOptions.gmsaCredentialSpec',
      ],
      message: / is (4000,5000|OnRootMismatch|reports|ContainerUser|set)$/,
    },
  ],
})
