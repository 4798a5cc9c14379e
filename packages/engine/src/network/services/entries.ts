import type { Path } from '../../yaml/index.ts'
import { fields, list, type Source, text } from '../world/source.ts'
import { routesByService } from './routes.ts'

/** A declaration by which a Service is reached from outside the cluster. */
export interface Entry {
  /** `NodePort Service shop/cart`, `Ingress shop/site` */
  readonly words: string
  /** Where it is declared: the object, and a path from its root. */
  readonly source: Source
  readonly path: Path
  readonly by: 'service' | 'externalIPs' | 'route'
  /** The one port of the Service that counts, by number or name; undefined for all. */
  readonly port: string | number | undefined
}

/**
 * How each Service is reached from outside: by its type, by addresses of its own, or by an Ingress or a route that leads
 * to it. NetworkPolicies and what the network around the cluster lets through are not looked at.
 */
export function entriesByService(sources: readonly Source[]): (service: Source) => readonly Entry[] {
  const routes = routesByService(sources)
  return (service) => [
    ...ownEntries(service),
    ...(routes.get(`${service.namespace}/${service.name}`) ?? []).map(
      ({ source, path, port }): Entry => ({
        words: `${source.kind} ${source.namespace}/${source.name}`,
        source,
        path,
        by: 'route',
        port,
      }),
    ),
  ]
}

/** Ways that a Service opens by itself. */
function* ownEntries(service: Source): Generator<Entry> {
  const spec = fields(service.object['spec'])
  const type = text(spec['type'])
  const title = `Service ${service.namespace}/${service.name}`
  if (type === 'LoadBalancer' || type === 'NodePort')
    yield { words: `${type} ${title}`, source: service, path: ['spec', 'type'], by: 'service', port: undefined }
  // Source: kubernetes/api core/v1 types.go: an ExternalName needs no addresses, and takes none.
  if (list(spec['externalIPs']).length > 0 && type !== 'ExternalName') {
    const words = `external addresses of ${title}`
    yield { words, source: service, path: ['spec', 'externalIPs'], by: 'externalIPs', port: undefined }
  }
}
