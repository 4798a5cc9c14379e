import { effectiveNamespace, pathIn, type Resource } from '../../cluster/index.ts'
import { account, effect } from '../graph/index.ts'
import { declares, defineTechnique, have } from '../vocabulary/index.ts'
import type { World } from '../world/index.ts'

const annotations: Readonly<Record<string, string>> = {
  'eks.amazonaws.com/role-arn': 'IAM role',
  'iam.gke.io/gcp-service-account': 'Google service account',
  'azure.workload.identity/client-id': 'Azure identity',
}

interface CloudAccount {
  readonly resource: Resource
  readonly annotation: string
  readonly words: string
}

function* eachCloudAccount({ cluster }: World): Iterable<CloudAccount> {
  for (const resource of cluster.ofKind('ServiceAccount', '')) {
    for (const [annotation, kind] of Object.entries(annotations)) {
      const value = resource.metadata.annotations?.[annotation]
      if (value) yield { resource, annotation, words: `${kind} ${value}` }
    }
  }
}

/** Some service accounts are somebody in the cloud too. */
export const workloadId = defineTechnique({
  id: 'WORKLOAD-ID',
  title: 'Workload identity',
  class: 'cloud',
  description:
    'An annotation makes a service account an IAM role of AWS, a service account of Google Cloud or an identity of Azure: the cloud takes its tokens as theirs. Ties that are made in the cloud alone are not seen.',
  references: ['https://attack.mitre.org/techniques/T1078/004/'],
  each: eachCloudAccount,
  requires: [
    [
      have('a token of the service account', ({ resource }: CloudAccount) =>
        account(effectiveNamespace(resource), resource.name),
      ),
      declares('an annotation that ties it to the cloud', ({ resource, annotation }: CloudAccount, world) => {
        const { document } = resource
        const path = pathIn(resource, 'metadata', 'annotations', annotation)
        const key = `annotation ${document.source.name} ${document.index} ${resource.base.join('.')} ${annotation}`
        const cut = world.cuts.get(key, () => {
          const place = { resource, path, rule: 'can-assume-cloud-role', container: undefined }
          const kept = world.options.warrantFor?.(place)
          return {
            ...place,
            title: `${annotation} of ServiceAccount ${effectiveNamespace(resource)}/${resource.name}`,
            label: annotation,
            cost: kept === undefined ? 3 : Number.POSITIVE_INFINITY,
            kept,
            fix: {
              class: 'evidence',
              description: `Remove the annotation ${annotation}`,
              changes: [{ op: 'delete', path, resource }],
            },
          }
        })
        return [[cut]]
      }),
    ],
  ],
  gives: ({ words }) => effect(`the ${words}`),
  tells: ({ resource, words }) =>
    `Act in the cloud as the ${words} with a token of service account ${effectiveNamespace(resource)}/${resource.name}`,
})
