import { can, defineTechnique, holds, type Target, whereGranted } from '../vocabulary/index.ts'
import { effect, everywhere, scopeText } from '../graph/index.ts'
import { hasAdmissionPlugin, type World } from '../world/index.ts'

/** A Service takes the traffic for any address that it names. */
export const svcExternalip = defineTechnique({
  id: 'SVC-EXTERNALIP',
  title: 'External IP of a Service',
  class: 'network',
  description:
    'Nodes send what pods and they themselves send to an external IP of a Service to its pods, whosever the address is (CVE-2020-8554, which is not mended). The address is written in spec.externalIPs, unless admission DenyServiceExternalIPs is on, or as a load balancer address in the status, which it does not look at.',
  references: ['https://github.com/kubernetes/kubernetes/issues/97076'],
  each: whereGranted('create|update|patch', 'services|services/status'),
  requires: [
    [isOpen(), can('create', 'services', { nameless: true })],
    [isOpen(), can('update|patch', 'services')],
    [can('update|patch', 'services/status')],
  ],
  gives: () => effect('the traffic of the cluster to any address'),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Give a Service ${scopeText(namespace)} the address of a server outside`
      : `Give Service ${namespace === everywhere ? '' : `${namespace}/`}${name} the address of a server outside`,
})

function isOpen() {
  return holds('admission DenyServiceExternalIPs is not known to be on', (_: Target, { cluster }: World) => {
    return !hasAdmissionPlugin(cluster, 'DenyServiceExternalIPs')
  })
}
