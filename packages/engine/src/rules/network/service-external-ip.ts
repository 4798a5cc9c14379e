import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A Service takes addresses that nobody gave it.
 *
 * Restricted fields: spec.externalIPs
 * Allowed values:    undefined, empty
 */
export const serviceExternalIp = defineRule({
  id: 'service-external-ip',
  title: 'Service claims external addresses',
  severity: 'medium',
  category: 'network',
  visit: 'resource',
  kinds: ['Service'],
  profile: 'default',
  frameworks: { cis: ['1.2.3'], mitre: ['T1557'] },
  fix: 'none',
  description:
    'Reported for a Service with `externalIPs`. Nodes send what is meant for these addresses to the endpoints of the Service, whoever owns them; nothing in Kubernetes checks that they are free. A Service of type ExternalName is left out, as its addresses have no effect.',
  why: 'Whoever may write Services can take connections of pods and nodes to any address, such as that of an API outside, by naming it here (CVE-2020-8554).',
  remedy:
    'Use a Service of type LoadBalancer, whose address the cloud or the network team assigns, and let admission refuse externalIPs.',
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  selector:
    app: cart
  ports:
    - port: 443
  externalIPs:
    - 203.0.113.7
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  type: LoadBalancer
  selector:
    app: cart
  ports:
    - port: 443
`,
  },
  *check({ resource }) {
    if (resource.group !== '' || valueIn(resource, 'spec', 'type') === 'ExternalName') return
    const written = valueIn(resource, 'spec', 'externalIPs')
    const addresses = Array.isArray(written) ? written.filter((each) => typeof each === 'string') : []
    if (addresses.length === 0) return
    yield {
      at: pathIn(resource, 'spec', 'externalIPs'),
      message: `the Service takes what is sent to ${addresses.join(', ')}`,
    }
  },
})
