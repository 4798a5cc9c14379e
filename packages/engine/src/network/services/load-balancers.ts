import { publicAddressIn } from '../explain/public.ts'
import { parseCidr } from '../world/ip.ts'
import { fields, labelsOf, list, type Source, text } from '../world/source.ts'

/** Annotations of Services by which clouds keep a load balancer within their own network, by their documentation. */
const internalService: readonly (readonly [key: string, value: RegExp])[] = [
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?!false$)./],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['cloud.google.com/load-balancer-type', /^internal$/i],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', /^intranet$/],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', /^private$/],
]

const awsScheme = 'service.beta.kubernetes.io/aws-load-balancer-scheme'
const awsType = 'service.beta.kubernetes.io/aws-load-balancer-type'

/**
 * Whether what opens a Service is kept within the networks around the cluster: by an internal load balancer, or one that
 * takes only private addresses as sources. AWS' own controller makes internal ones unless it is told otherwise.
 */
export function isInternal(source: Source): boolean {
  if (source.kind === 'Service') return isInternalService(source)
  return source.kind === 'Ingress' && isInternalIngress(source)
}

function isInternalService({ object }: Source): boolean {
  const spec = fields(object['spec'])
  if (text(spec['type']) !== 'LoadBalancer') return false
  const annotations = labelsOf(object, 'metadata', 'annotations')
  if (internalService.some(([key, value]) => value.test(annotations[key] ?? ''))) return true
  const isOfController =
    text(spec['loadBalancerClass']) === 'service.k8s.aws/nlb' ||
    ['external', 'nlb-ip'].includes(annotations[awsType] ?? '')
  if (isOfController && annotations[awsScheme] === undefined) return true
  const ranges = list(spec['loadBalancerSourceRanges']).flatMap((each) => parseCidr(text(each).trim()) ?? [])
  return ranges.length > 0 && publicAddressIn(ranges) === undefined
}

function isInternalIngress({ object }: Source): boolean {
  const annotations = labelsOf(object, 'metadata', 'annotations')
  const name = text(fields(object['spec'])['ingressClassName']) || annotations['kubernetes.io/ingress.class']
  if (name === 'gce-internal') return true
  return name === 'alb' && annotations['alb.ingress.kubernetes.io/scheme'] !== 'internet-facing'
}
