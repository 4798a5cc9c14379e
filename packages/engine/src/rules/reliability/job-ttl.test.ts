import { testRule } from '../../../test/rule-tester.ts'
import { jobTtl } from './job-ttl.ts'

testRule(jobTtl, {
  pass: [
    {
      name: 'a CronJob without it',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: {} } }\n',
    },
  ],
  fail: [
    {
      name: 'a CronJob with it',
      yaml: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: a }\nspec: { jobTemplate: { spec: { ttlSecondsAfterFinished: 0 } } }\n',
      at: ['spec.jobTemplate.spec.ttlSecondsAfterFinished'],
    },
    {
      name: 'a Job with null',
      yaml: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: a }\nspec: { ttlSecondsAfterFinished: ~ }\n',
      at: ['spec.ttlSecondsAfterFinished'],
    },
  ],
})
