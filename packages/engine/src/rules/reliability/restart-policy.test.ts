import { testRule } from '../../../test/rule-tester.ts'
import { restartPolicy } from './restart-policy.ts'

const { bad } = restartPolicy.examples
const at = ['spec.template.spec.restartPolicy']
const unset = bad.replace('      restartPolicy: Always\n', '')
const deployment = (policy: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec:\n  template:\n    spec:\n      restartPolicy: ${policy}\n`
const pod = (policy: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { restartPolicy: ${policy} }\n`

testRule(restartPolicy, {
  pass: [
    { name: 'a Job that makes new pods', yaml: bad.replace('Always', 'Never') },
    { name: 'a Deployment that says nothing', yaml: deployment('null') },
    { name: 'a pod that is not restarted', yaml: pod('Never') },
    { name: 'a custom resource', yaml: bad.replace('batch/v1', 'example.com/v1') },
    { name: 'a Job with Always, when that is accepted', yaml: bad, options: { accepted: ['Always'] } },
  ],
  fail: [
    { name: 'a Deployment that is not restarted', yaml: deployment('Never'), at, fixed: deployment('Always') },
    { name: 'a Deployment restarted on failure', yaml: deployment('OnFailure'), at, fixed: deployment('Always') },
    {
      name: 'a Job that says nothing',
      yaml: unset,
      at,
      message: /not set, which means Always, and a Job takes OnFailure or Never/,
    },
    {
      name: 'a CronJob',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { template: { spec: {} } } } }\n',
      at: ['spec.jobTemplate.spec.template.spec.restartPolicy'],
    },
    { name: 'a misspelt word', yaml: pod('always'), at: ['spec.restartPolicy'], message: /"always"/ },
    {
      name: 'a policy that is not accepted',
      yaml: pod('Never'),
      options: { accepted: ['Always', 'OnFailure'] },
      at: ['spec.restartPolicy'],
    },
  ],
})
