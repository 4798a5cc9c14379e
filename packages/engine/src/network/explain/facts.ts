import type { FlowDirection } from '../policy/policy.ts'
import { targetAt } from '../services/index.ts'
import type { DirectionFacts } from './direction.ts'
import type { Flow } from './flows.ts'
import type { Resolver } from './resolve.ts'

/** What peers and ports of rules see of a flow in a direction. */
export function factsOf(resolver: Resolver, flow: Flow, direction: FlowDirection): DirectionFacts {
  const { connection, name, via, fromTitle, toTitle } = flow
  const isEgress = direction === 'egress'
  const peer = isEgress ? connection.to : connection.from
  const { protocol, port, toClass, to } = connection
  const servicePorts = new Map<number, string>()
  const destination = to.endpoint
  if (destination) {
    const services = resolver.services.filter(({ namespace }) => namespace === destination.namespace)
    for (const service of services)
      for (const each of service.ports) {
        if (each.protocol !== protocol || each.port === port || targetAt(destination, each) !== port) continue
        if (resolver.backends.of(service, each).some(({ endpoint }) => endpoint === destination))
          servicePorts.set(each.port, service.title)
      }
  }
  return {
    peer: {
      endpoint: peer.endpoint,
      peerClass: isEgress ? toClass : connection.fromClass,
      ip: peer.ip ?? peer.endpoint?.ips[0],
      name: isEgress ? name : undefined,
      title: isEgress ? toTitle : fromTitle,
      serviceAddresses: isEgress && via ? via.service.clusterIPs : [],
    },
    port: {
      port,
      protocol,
      destination: toClass,
      destinationEndpoint: destination,
      destinationTitle: toTitle,
      servicePorts,
    },
  }
}
