import { testRule } from '../../../test/rule-tester.ts'
import { jobTtl } from './job-ttl.ts'

const { bad, good } = jobTtl.examples
const inMetadata = (more: string) => bad.replace('  name: migrate\n', `  name: migrate\n${more}`)
const cronJob = (ttl: string) => `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
${ttl}      backoffLimit: 1
`

testRule(jobTtl, {
  pass: [
    { name: 'zero', yaml: good.replace('86400', '0') },
    { name: 'a CronJob that leaves it to its limits', yaml: cronJob('') },
    { name: 'a hook of Helm', yaml: inMetadata('  annotations: { helm.sh/hook-delete-policy: hook-succeeded }\n') },
    {
      name: 'a Job that a CronJob made',
      yaml: inMetadata('  ownerReferences: [{ apiVersion: batch/v1, kind: CronJob, name: a, controller: true }]\n'),
    },
  ],
  fail: [
    { name: 'a Job', yaml: bad, at: ['spec.ttlSecondsAfterFinished'] },
    { name: 'a Job with a null', yaml: good.replace('86400', 'null'), at: ['spec.ttlSecondsAfterFinished'] },
    {
      name: 'a CronJob',
      yaml: cronJob('      ttlSecondsAfterFinished: 60\n'),
      at: ['spec.jobTemplate.spec.ttlSecondsAfterFinished'],
      marked: ['ttlSecondsAfterFinished: 60'],
      fixed: cronJob(''),
    },
  ],
})
