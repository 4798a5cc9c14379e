import { type Cluster, isObject, pathIn, perCluster } from '../../cluster/index.ts'
import { type RouteBackend, routeBackends } from '../../network/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { ResourceReport } from '../rule.ts'
import { networkOf } from './network-of.ts'
import { serviceCalled, showsServices } from './services.ts'

/** What Ingresses and routes name; found once for all rules. */
const backends = perCluster((cluster) => [...routeBackends(networkOf(cluster).model.sources)])

const gatewayGroup = 'gateway.networking.k8s.io'

/** Backends of a Gateway's routes, or those of an Ingress and of OpenShift's router, that lead nowhere. */
export function* danglingBackends(cluster: Cluster, of: 'ingress' | 'gateway'): Generator<ResourceReport> {
  const kinds = of === 'ingress' ? ['Ingress', 'Route'] : gatewayKinds
  if (!kinds.some((kind) => cluster.ofKind(kind).length > 0)) return
  for (const backend of backends(cluster)) {
    const { source, path } = backend
    const { resource } = source
    if (resource === undefined || (resource.group === gatewayGroup) !== (of === 'gateway')) continue
    const problem = problemOf(cluster, backend)
    if (problem) yield { resource, at: pathIn(resource, ...path), ...problem }
  }
}

const gatewayKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']

function problemOf(cluster: Cluster, backend: RouteBackend): Pick<ResourceReport, 'message' | 'severity'> | undefined {
  const { namespace, service: name, port, isGranted, source } = backend
  const { object } = source
  if (name === '') return { message: `the backend names no Service in the way that ${source.apiVersion} has it` }
  if (!isGranted) {
    const message = `no ReferenceGrant of ${namespace} lets a ${source.kind} of ${source.namespace} lead to Service ${name}`
    return { message, severity: showsServices(cluster, namespace) ? 'medium' : 'info' }
  }
  // The load balancer controller of AWS does without a Service where an annotation says what to do.
  if (port === 'use-annotation' && isAction(object, name)) return undefined
  const service = serviceCalled(cluster, namespace, name)
  if (service === undefined) {
    return showsServices(cluster, namespace)
      ? { message: `there is no Service ${namespace}/${name}` }
      : {
          message: `there is no Service ${namespace}/${name}; none of ${namespace} is among what was read`,
          severity: 'info',
        }
  }
  if (service.externalName !== undefined || port === undefined || service.ports.length === 0) return undefined
  if (service.ports.some((each) => each.port === port || (each.name !== '' && each.name === port))) return undefined
  // A Route may name a port of the pods.
  if (source.kind === 'Route' && service.ports.some(({ targetPort }) => targetPort === port)) return undefined
  const ports = service.ports.map((each) => (each.name === '' ? `${each.port}` : `${each.name} (${each.port})`))
  return { message: `${service.title} has no port ${port}, but ${ports.join(', ')}` }
}

function isAction(object: Readonly<Record<string, unknown>>, name: string): boolean {
  const annotations = valueAt(object, ['metadata', 'annotations'])
  return isObject(annotations) && Object.keys(annotations).some((key) => key.endsWith(`/actions.${name}`))
}
