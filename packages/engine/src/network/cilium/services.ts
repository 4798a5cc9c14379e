import { selectorMatches } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Peer } from '../policy/policy.ts'
import { namespaceCalled } from '../policy/selector.ts'
import { fields, isGiven, labelsOf, type Source, sourcesOfKind, text, textsIn } from '../world/source.ts'
import { addressesOf, blockOf } from './api-server.ts'
import { readCiliumSelector } from './endpoints.ts'
import type { Fields, Scope } from './scope.ts'

/**
 * One of toServices: the pods that the Services select, and for Services without a selector the addresses that are written
 * for them, which like any CIDR mean nothing in the cluster. A namespace that is left out is any.
 * Source: cilium/cilium pkg/policy/k8s/service.go.
 */
export function servicePeers(written: unknown, path: Path, scope: Scope): Peer[] {
  const { k8sService, k8sServiceSelector } = fields(written)
  const meant = sourcesOfKind(scope.sources, 'Service').filter(
    (source) => source.apiVersion === 'v1' && isMeant(source, k8sService, k8sServiceSelector),
  )
  if (meant.length === 0) scope.report(path, 'no Service in the input is meant, so nothing is')
  return meant.flatMap((service) => backendsOf(service, path, scope))
}

function isMeant(service: Source, byName: unknown, bySelector: unknown): boolean {
  const inNamespace = ({ namespace }: Fields) => text(namespace) === '' || namespace === service.namespace
  if (isGiven(bySelector)) {
    const selector = fields(bySelector)
    return inNamespace(selector) && selectorMatches(readCiliumSelector(selector['selector']), labelsOf(service.object))
  }
  return isGiven(byName) && inNamespace(fields(byName)) && fields(byName)['serviceName'] === service.name
}

function backendsOf(service: Source, path: Path, { sources, config }: Scope): Peer[] {
  const { namespace, name, object } = service
  const selector = textsIn(fields(object['spec'])['selector'])
  if (Object.keys(selector).length > 0)
    return [
      {
        kind: 'pods',
        terms: [
          { labels: 'namespace', selector: namespaceCalled(namespace) },
          { labels: 'pod', selector: { matchLabels: selector } },
        ],
        hostPods: 'never',
        path,
      },
    ]
  const inCluster = config.cidrsMeanNodes ? 'nodes' : false
  return addressesOf(sources, namespace, name).map((ip) => ({
    kind: 'block',
    cidr: blockOf(ip),
    except: [],
    inCluster,
    path,
  }))
}
