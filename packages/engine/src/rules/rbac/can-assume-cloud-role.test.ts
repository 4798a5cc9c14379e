import { testRule } from '../../../test/rule-tester.ts'
import { canAssumeCloudRole } from './can-assume-cloud-role.ts'

const account = (annotations: string, name = 'backup', namespace = ', namespace: shop') => `apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}${namespace}, annotations: ${annotations} }
`

const deployment = (name: string, spec = 'serviceAccountName: backup, ', labels = '{ app: a }') => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: ${labels} }
    spec: { ${spec}containers: [{ name: a, image: registry.example/a:1 }] }
`

const aws = '{ eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/backup" }'
const azure = '{ azure.workload.identity/client-id: 00000000-0000-0000-0000-000000000001 }'
const awsAt = ['metadata.annotations["eks.amazonaws.com/role-arn"]']

testRule(canAssumeCloudRole, {
  pass: [
    { name: 'no annotations', yaml: account('') },
    { name: 'other annotations', yaml: account('{ eks.amazonaws.com/sts-regional-endpoints: "true" }') },
    { name: 'an empty one', yaml: account('{ eks.amazonaws.com/role-arn: "" }') },
    {
      name: 'one of a pod',
      yaml: deployment('web').replace('metadata: { labels:', `metadata: { annotations: ${aws}, labels:`),
    },
  ],
  fail: [
    {
      name: 'an IAM role, and who runs as it',
      yaml: account(aws) + deployment('a') + deployment('b', '') + deployment('c', 'serviceAccount: backup, '),
      at: awsAt,
      severity: 'info',
      marked: ['eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/backup"'],
      message:
        /^acts as the IAM role arn:aws:iam::111122223333:role\/backup, as do the pods of Deployment a, Deployment c$/,
    },
    {
      name: 'the account that workloads have when they name none',
      yaml: account(aws, 'default') + deployment('a', ''),
      at: awsAt,
      severity: 'medium',
      message: /as do the pods of Deployment a$/,
    },
    {
      name: 'a Google service account that nobody runs as',
      yaml: account('{ iam.gke.io/gcp-service-account: a@b.iam.gserviceaccount.com }') + deployment('a', ''),
      at: ['metadata.annotations["iam.gke.io/gcp-service-account"]'],
      message: /^acts as the Google service account a@b\S+, as which no workload in what was read runs$/,
    },
    {
      name: 'an Azure identity, which only labelled pods get',
      yaml: account(azure) + deployment('a') + deployment('b', undefined, '{ azure.workload.identity/use: "true" }'),
      at: ['metadata.annotations["azure.workload.identity/client-id"]'],
      message: /as do the pods of Deployment b$/,
    },
    {
      name: 'two clouds, in a List, without a namespace',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ServiceAccount
    metadata: { name: backup, annotations: { eks.amazonaws.com/role-arn: a, iam.gke.io/gcp-service-account: b } }
${deployment('a').replace(', namespace: shop', '')}`,
      at: [
        'items[0].metadata.annotations["eks.amazonaws.com/role-arn"]',
        'items[0].metadata.annotations["iam.gke.io/gcp-service-account"]',
      ],
      message: /as do the pods of Deployment a$/,
    },
    {
      name: 'only the first of many workloads',
      yaml: account(aws) + ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => deployment(name)).join(''),
      at: awsAt,
      message: /Deployment d, Deployment e and 2 more$/,
    },
  ],
})
