import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { workloadId } from './workload-id.ts'

const account = (annotations: string, name = 'default') => `---
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
`
const role = 'eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/backup"'

testTechnique(workloadId, {
  raised: [
    {
      name: 'an IAM role',
      yaml: podYaml() + account(role),
      by: ['ServiceAccount shop/default'],
      grants: ['eks.amazonaws.com/role-arn of ServiceAccount shop/default'],
      text: /^Act in the cloud as the IAM role arn:aws:iam::111122223333:role\/backup with a token of service account shop\/default$/,
    },
    {
      name: 'a Google service account and an Azure identity',
      yaml:
        account('iam.gke.io/gcp-service-account: a@b.iam.gserviceaccount.com', 'google') +
        account('azure.workload.identity/client-id: 7d8a-1c', 'azure'),
      by: ['ServiceAccount shop/google', 'ServiceAccount shop/azure'],
    },
  ],
  not: [
    { name: 'another annotation', yaml: podYaml() + account('eks.amazonaws.com/token-expiration: "3600"') },
    { name: 'an empty one', yaml: podYaml() + account('eks.amazonaws.com/role-arn: ""') },
  ],
})
