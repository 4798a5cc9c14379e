import type { Service, ServicePort } from '../services/index.ts'
import { ipText } from '../world/ip.ts'
import type { Search, DeadEnd, Goal } from './goal.ts'
import type { Resolver } from './resolve.ts'
import { startOf } from './sides.ts'

/** What a Service leads to, port by port. */
export function serviceGoals(
  resolver: Resolver,
  service: Service,
  asked: Search,
  notes: string[],
  deadEnds: DeadEnd[],
): Goal[] {
  const { port: wanted, protocol } = asked
  const ports = service.ports.filter(
    (port) =>
      (protocol === undefined || port.protocol === protocol) &&
      (wanted === undefined || port.name === wanted || `${port.port}` === wanted),
  )
  if (ports.length === 0) {
    const message = noSuchPort(service, asked)
    deadEnds.push({ service, port: wanted ?? '', protocol: protocol ?? 'TCP', message })
  }
  return ports.flatMap((port) => {
    const backends = resolver.backends.of(service, port)
    const goals: Goal[] = []
    const end = (message: string) => deadEnds.push({ service, port: `${port.port}`, protocol: port.protocol, message })
    if (backends.length === 0) end(nothingBehind(service, resolver))
    if (asked.from.kind === 'internet' && !service.headless && !isEntered(service, port, resolver)) {
      end(
        `nothing leads from outside to port ${port.port} of ${service.title}: it has no type NodePort or LoadBalancer, no external address, and no Ingress or route`,
      )
      return []
    }
    const unready = backends.filter(({ ready }) => !ready).length
    if (unready > 0 && !service.publishesNotReady)
      notes.push(
        unready === backends.length
          ? `none of the pods behind ${service.title} is ready: it leads nowhere until one is`
          : `${unready} of ${backends.length} pods behind ${service.title} are not ready, and get nothing until they are`,
      )
    for (const { endpoint, ip, port: target, protocol: own } of backends) {
      // A headless name gives out pods' addresses: nothing translates the port.
      const number = service.headless ? port.port : target
      if (number === undefined || endpoint === undefined) {
        if (number === undefined)
          end(`no container of ${endpoint?.title ?? 'its pods'} calls a ${own} port ${port.targetPort}, its targetPort`)
        else if (ip)
          goals.push({
            side: { endpoint: undefined, ip, title: ipText(ip) },
            endpoint,
            title: ipText(ip),
            port: number,
            protocol: own,
            via: { service, port },
          })
        continue
      }
      goals.push({ ...startOf(endpoint, resolver, ip), port: number, protocol: own, via: { service, port } })
    }
    return goals
  })
}

function isEntered({ source }: Service, { port, name }: ServicePort, resolver: Resolver): boolean {
  return resolver
    .entriesOf(source)
    .some((entry) => entry.port === undefined || entry.port === port || entry.port === name)
}

function noSuchPort(service: Service, { port, protocol }: Pick<Search, 'port' | 'protocol'>): string {
  const own = service.ports.map(({ port: number, protocol: each }) => `${number}/${each}`)
  if (protocol === 'ICMP')
    return `${service.title} answers no ICMP: its address is no host; ask for a workload behind it`
  if (own.length === 0) return `${service.title} has no ports`
  const byTarget = service.ports.find(({ targetPort }) => `${targetPort}` === port)
  const hint = byTarget ? `; its port ${byTarget.port} leads to ${port} of the pods` : ''
  const wanted = `${port ?? 'such port'}${protocol === undefined ? '' : `/${protocol}`}`
  return `${service.title} has no port ${wanted}: it has ${own.join(', ')}${hint}`
}

function nothingBehind({ title, selector, namespace }: Service, resolver: Resolver): string {
  if (selector === undefined) return `${title} has no selector, and no EndpointSlice gives it an endpoint at this port`
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`)
  const pods = resolver.backends.podsIn(namespace)
  const near = pods.find((pod) => Object.entries(selector).some(([key, value]) => pod.labels[key] === value))
  const differs = near && Object.entries(selector).filter(([key, value]) => near.labels[key] !== value)
  const hint =
    near && differs
      ? `; ${resolver.workloads.of(near).title} comes nearest, with ${differs
          .map(([key]) => (near.labels[key] === undefined ? `no label ${key}` : `${key}=${near.labels[key]}`))
          .join(', ')}`
      : ''
  return `${title} selects ${labels.join(', ')}, and no pod in ${namespace} has these labels${hint}`
}
