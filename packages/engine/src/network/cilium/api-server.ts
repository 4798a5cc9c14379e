import { valueAt } from '../../yaml/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Peer } from '../policy/policy.ts'
import { parseIp } from '../world/ip.ts'
import { fields, labelsOf, list, type Source, sourcesOfKind, text } from '../world/source.ts'
import type { Scope } from './scope.ts'

/**
 * The API server, wherever it is: the endpoints of Service default/kubernetes, which it keeps itself. Where they are not in
 * the input, the nodes of the control plane; of a server that runs elsewhere nothing is known then, and that is reported.
 */
export function apiServerPeers(path: Path, scope: Scope): Peer[] {
  const found = addressesOf(scope.sources, 'default', 'kubernetes')
  if (found.length > 0)
    return found.map((ip) => ({ kind: 'block', cidr: blockOf(ip), except: [], inCluster: true, path }))
  scope.report(
    path,
    'the endpoints of Service default/kubernetes are not in the input; the API server is taken to run on the nodes of the control plane, and nowhere else',
  )
  return [
    {
      kind: 'nodes',
      selector: { matchExpressions: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] },
      path,
    },
  ]
}

/** The addresses that are written for a Service: in its EndpointSlices, else in an Endpoints object. */
export function addressesOf(sources: readonly Source[], namespace: string, name: string): string[] {
  const slices = sourcesOfKind(sources, 'EndpointSlice').filter(
    (source) => source.namespace === namespace && labelsOf(source.object)['kubernetes.io/service-name'] === name,
  )
  const addresses =
    slices.length > 0
      ? slices.flatMap(({ object }) => list(object['endpoints']).flatMap((each) => list(fields(each)['addresses'])))
      : sourcesOfKind(sources, 'Endpoints')
          .filter((source) => source.namespace === namespace && source.name === name)
          .flatMap(({ object }) => list(valueAt(object, ['subsets'])))
          .flatMap((subset) => list(fields(subset)['addresses']).map((each) => fields(each)['ip']))
  return [...new Set(addresses.map(text).filter((address) => parseIp(address) !== undefined))]
}

/** The block that holds one address. */
export function blockOf(address: string): string {
  return `${address}/${parseIp(address)?.family === 6 ? 128 : 32}`
}
