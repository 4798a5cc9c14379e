import { can, defineTechnique, type Target, whereGranted } from '../vocabulary/index.ts'
import { effect, everywhere, scopeText } from '../graph/index.ts'

const endpoints = 'endpoints|endpointslices.discovery.k8s.io'

/** Endpoints say where the traffic of a Service goes. */
export const endpointHijack = defineTechnique({
  id: 'ENDPOINT-HIJACK',
  title: 'Endpoints',
  class: 'network',
  description:
    'Endpoints and EndpointSlices are the addresses behind a Service, and nobody checks whose they are (CVE-2021-25740): whoever writes them sends the traffic of the Services of the namespace anywhere, and has load balancers and gateways reach pods of other namespaces.',
  references: ['https://github.com/kubernetes/kubernetes/issues/103675'],
  each: whereGranted('create|update|patch', endpoints),
  requires: [[can('create', endpoints, { nameless: true })], [can('update|patch', endpoints)]],
  gives: (target) => effect(traffic(target)),
  tells: (target) => `Send ${traffic(target)} elsewhere`,
})

function traffic({ namespace, name }: Target): string {
  if (name === undefined) return `the traffic of Services ${scopeText(namespace)}`
  return `the traffic of ${namespace === everywhere ? '' : `${namespace}/`}${name}`
}
