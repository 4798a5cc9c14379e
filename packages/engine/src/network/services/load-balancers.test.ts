import { expect, it } from 'vitest'
import { sourcesOf } from '../world/source.ts'
import { isInternal } from './load-balancers.ts'

const service = (annotations: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', annotations },
  spec: { type: 'LoadBalancer', ...spec },
})
const ingress = (annotations: object, spec: object = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'site', annotations },
  spec,
})
const aws = 'service.beta.kubernetes.io/aws-load-balancer'
const alb = 'alb.ingress.kubernetes.io/scheme'

it.each([
  ['without annotations', service({}), false],
  ["AWS' internal one", service({ [`${aws}-internal`]: 'true' }), true],
  ["AWS' internal one in its old form", service({ [`${aws}-internal`]: '0.0.0.0/0' }), true],
  ['one that is not internal', service({ [`${aws}-internal`]: 'false' }), false],
  ["one of AWS' own controller", service({ [`${aws}-type`]: 'external' }), true],
  [
    "one of AWS' own controller for the internet",
    service({ [`${aws}-type`]: 'external', [`${aws}-scheme`]: 'internet-facing' }),
    false,
  ],
  ["one of AWS' own controller by class", service({}, { loadBalancerClass: 'service.k8s.aws/nlb' }), true],
  ['sources that are private', service({}, { loadBalancerSourceRanges: ['10.0.0.0/8', 'fd00::/8'] }), true],
  ['sources that are not all private', service({}, { loadBalancerSourceRanges: ['10.0.0.0/8', '0.0.0.0/0'] }), false],
  ['sources that are no blocks', service({}, { loadBalancerSourceRanges: ['office', 7] }), false],
  ['a NodePort, which is no load balancer', service({ [`${aws}-internal`]: 'true' }, { type: 'NodePort' }), false],
  ["Google's internal Ingress", ingress({ 'kubernetes.io/ingress.class': 'gce-internal' }), true],
  ["AWS' Ingress", ingress({}, { ingressClassName: 'alb' }), true],
  ["AWS' Ingress for the internet", ingress({ [alb]: 'internet-facing' }, { ingressClassName: 'alb' }), false],
  ['another Ingress', ingress({}, { ingressClassName: 'nginx' }), false],
])('tells whether %s is kept inside', (_, object, expected) => {
  expect(sourcesOf([object]).map(isInternal)).toEqual([expected])
})
