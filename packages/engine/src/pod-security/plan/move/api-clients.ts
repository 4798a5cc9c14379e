import { effectiveNamespace, isObject, pathIn, perCluster, type Resource, valueIn } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'
import type { MoveConsequence } from './consequence.ts'
import { qualifiedIn } from './host-names.ts'
import type { Move } from './move.ts'
import { named } from './words.ts'

/** Where objects of the cluster tell the API server which Service to call. */
const placesOf: Readonly<Record<string, (resource: Resource) => Path[]>> = {
  MutatingWebhookConfiguration: webhookPlaces,
  ValidatingWebhookConfiguration: webhookPlaces,
  CustomResourceDefinition: () => [['spec', 'conversion', 'webhook', 'clientConfig', 'service']],
  APIService: () => [['spec', 'service']],
}

function webhookPlaces(resource: Resource): Path[] {
  const webhooks = valueIn(resource, 'webhooks')
  return Array.isArray(webhooks) ? webhooks.map((_, i) => ['webhooks', i, 'clientConfig', 'service']) : []
}

/** Services that the API server calls, which it names with their namespace. */
export function apiServerCalls({ cluster, namespace, target, services }: Move): MoveConsequence[] {
  return Object.entries(placesOf).flatMap(([kind, places]) =>
    cluster.ofKind(kind).flatMap((resource) =>
      places(resource).flatMap((place): MoveConsequence[] => {
        const service = valueIn(resource, ...place)
        if (!isObject(service) || service['namespace'] !== namespace) return []
        const known = services.find(({ name }) => name === service['name'])
        if (known === undefined) return []
        const to = `${known.name}.${target}.svc`
        return [
          {
            kind: kind === 'APIService' ? 'api-service' : 'webhook',
            resource,
            path: pathIn(resource, ...place, 'namespace'),
            action: known.part === 'all' ? 'change' : 'check',
            message:
              known.part === 'all'
                ? `The API server calls the Service ${known.name} of ${namespace} for ${named(resource)}, which moves to ${target}`
                : `The API server calls the Service ${known.name} of ${namespace} for ${named(resource)}, and no longer those of its pods that move`,
            remedy: `Set namespace: ${target}, and have the certificate name ${to}`,
          },
        ]
      }),
    ),
  )
}

const aliases = perCluster((cluster) =>
  cluster.ofKind('Service', '').filter((service) => valueIn(service, 'spec', 'type') === 'ExternalName'),
)

/** Services that are other names for one that moves. */
export function externalNames({ cluster, namespace, target, services }: Move): MoveConsequence[] {
  return aliases(cluster).flatMap((resource) => {
    const host = valueIn(resource, 'spec', 'externalName')
    if (typeof host !== 'string') return []
    return services.flatMap(({ name, part }): MoveConsequence[] => {
      if (qualifiedIn(host, { name, namespace, ports: [], headless: true }).length === 0) return []
      return [
        {
          kind: 'external-name',
          resource,
          path: pathIn(resource, 'spec', 'externalName'),
          action: part === 'all' ? 'change' : 'check',
          message: `The Service ${resource.name} of ${effectiveNamespace(resource)} is another name for ${host}, whose pods move to ${target}`,
          remedy: `Set externalName: ${host.replace(`${name}.${namespace}`, `${name}.${target}`)}`,
        },
      ]
    })
  })
}
