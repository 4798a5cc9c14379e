import { WarrantError } from '../../errors/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Service, ServicePort } from '../services/index.ts'
import { type Side, type Sides } from '../sides.ts'
import { type Connection, connectionOf } from '../verdict.ts'
import type { EndpointClass } from '../world/classes.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, ipText } from '../world/ip.ts'
import { fields, list, text } from '../world/source.ts'
import { publicAddressIn } from './public.ts'
import type { Resolver } from './resolve.ts'
import type { Target } from './target.ts'

/** Connections that policies judge alike. */
export interface Flow {
  readonly connection: Connection
  /** Those that connect, and those that are connected to; empty where the side is no endpoint. */
  readonly from: readonly Endpoint[]
  readonly to: readonly Endpoint[]
  readonly fromTitle: string
  readonly toTitle: string
  /** The name outside that is connected to. */
  readonly name: string | undefined
  /** The Service's port that led here. */
  readonly via: Via | undefined
}

export interface Via {
  readonly service: Service
  readonly port: ServicePort
}

/** A port of a Service that leads nowhere, or not to some of its pods. */
export interface DeadEnd {
  readonly service: Service
  readonly port: string
  readonly protocol: Protocol
  readonly message: string
}

export interface Flows {
  readonly flows: readonly Flow[]
  readonly deadEnds: readonly DeadEnd[]
  readonly notes: readonly string[]
}

interface Asked {
  readonly from: Target
  readonly to: Target
  readonly port: string | undefined
  readonly protocol: Protocol | undefined
}

interface Goal {
  readonly side: Side
  readonly endpoint: Endpoint | undefined
  readonly title: string
  readonly port: number
  readonly protocol: Protocol
  readonly name?: string
  readonly via?: Via
}

/** The connections that a question is about, gathered by what policies tell apart. */
export function flowsOf(model: Model, sides: Sides, resolver: Resolver, asked: Asked): Flows {
  const notes: string[] = []
  const deadEnds: DeadEnd[] = []
  const starts = startsOf(model, resolver, asked.from, asked.to, notes)
  const goals = goalsOf(model, resolver, asked, notes, deadEnds)
  const flows = new Map<string, Flow & { from: Endpoint[]; to: Endpoint[] }>()
  for (const start of starts) {
    for (const goal of goals) {
      const [fromClass, toClass] = sides.classesOf(start.side, goal.side)
      const { port, protocol } = goal
      const connection = connectionOf(model, [start.side, fromClass], [goal.side, toClass], { port, protocol })
      const key = [fromClass.id, toClass.id, connection.group, port, connection.exempt, start.title, goal.title].join()
      let flow = flows.get(key)
      if (flow === undefined) {
        flow = {
          connection,
          from: [],
          to: [],
          fromTitle: start.title,
          toTitle: goal.title,
          name: goal.name,
          via: goal.via,
        }
        flows.set(key, flow)
      }
      if (start.endpoint && !flow.from.includes(start.endpoint)) flow.from.push(start.endpoint)
      if (goal.endpoint && !flow.to.includes(goal.endpoint)) flow.to.push(goal.endpoint)
    }
  }
  // A workload's pods to themselves: one that is not exempt is between two of its pods.
  const found = [...flows.values()]
  const isApart = ({ from, to }: Flow) => from.length > 1 || to.length > 1 || from[0] !== to[0]
  const between = found.filter((flow) => flow.connection.exempt === undefined || isApart(flow))
  return { flows: between.length > 0 ? between : found, deadEnds, notes }
}

interface Start {
  readonly side: Side
  readonly endpoint: Endpoint | undefined
  readonly title: string
}

function startsOf(model: Model, resolver: Resolver, from: Target, to: Target, notes: string[]): readonly Start[] {
  switch (from.kind) {
    case 'endpoints':
      return from.endpoints.map((endpoint) => startOf(endpoint, resolver, from.ip))
    case 'service': {
      const pods = uniqueEndpoints(from.service.ports.flatMap((port) => resolver.backends.of(from.service, port)))
      if (pods.length === 0) throw new WarrantError('usage', `no pod stands behind ${from.title} that could connect`)
      notes.push(`${from.title} connects to nothing itself; its pods are meant`)
      return pods.map((endpoint) => startOf(endpoint, resolver, undefined))
    }
    case 'address':
      return [{ side: { endpoint: undefined, ip: from.ip, title: from.title }, endpoint: undefined, title: from.title }]
    case 'internet':
      return internetSides(model, familiesOf(to, resolver)).map((side) => ({
        side,
        endpoint: undefined,
        title: side.title,
      }))
    case 'name':
      throw new WarrantError('usage', `${from.name} is a name outside: write its address, or internet`)
  }
}

function startOf(endpoint: Endpoint, resolver: Resolver, ip: Ip | undefined): Start {
  return { side: { endpoint, ip, title: endpoint.title }, endpoint, title: resolver.workloads.of(endpoint).title }
}

function uniqueEndpoints(backends: readonly { readonly endpoint: Endpoint | undefined }[]): Endpoint[] {
  return [...new Set(backends.flatMap(({ endpoint }) => endpoint ?? []))]
}

function familiesOf(target: Target, resolver: Resolver): ReadonlySet<4 | 6> {
  const endpoints =
    target.kind === 'endpoints'
      ? target.endpoints
      : target.kind === 'service'
        ? uniqueEndpoints(target.service.ports.flatMap((port) => resolver.backends.of(target.service, port)))
        : []
  const families = new Set(endpoints.flatMap(({ ips }) => ips.map(({ family }) => family)))
  return families.size > 0 ? families : new Set([4])
}

/** One address for each part of the internet that policies tell apart. */
function internetSides(model: Model, families: ReadonlySet<4 | 6>): Side[] {
  const external = model.classes.all.flatMap(({ kind, ips }) => (kind === 'external' && ips ? [ips] : []))
  const found = external.flatMap((group) => {
    const ip = families.has(group.family) ? publicAddressIn(group.ranges) : undefined
    return ip ? [{ ip, blocks: group.blocks.size }] : []
  })
  const title = (ip: Ip) => (found.length === 1 ? 'the internet' : `the internet (such as ${ipText(ip)})`)
  return found.map(({ ip }) => ({ endpoint: undefined, ip, title: title(ip) }))
}

function goalsOf(
  model: Model,
  resolver: Resolver,
  asked: Asked,
  notes: string[],
  deadEnds: DeadEnd[],
): readonly Goal[] {
  const { from, to } = asked
  switch (to.kind) {
    case 'service':
      return serviceGoals(model, resolver, to.service, asked, notes, deadEnds)
    case 'endpoints':
      return to.endpoints.flatMap((endpoint) =>
        endpointPorts(endpoint, asked, to.title).map(({ port, protocol }) => ({
          ...startOf(endpoint, resolver, to.ip),
          port,
          protocol,
        })),
      )
    case 'address': {
      const side = { endpoint: undefined, ip: to.ip, title: to.title }
      return [{ side, endpoint: undefined, title: to.title, ...numberedPort(asked, to.title) }]
    }
    case 'internet':
    case 'name': {
      const port = numberedPort(asked, to.kind === 'internet' ? 'internet' : to.name)
      return internetSides(model, familiesOf(from, resolver)).map((side) =>
        to.kind === 'name'
          ? { side, endpoint: undefined, title: nameTitle(side, to.name), name: to.name, ...port }
          : { side, endpoint: undefined, title: side.title, ...port },
      )
    }
  }
}

function nameTitle({ title }: Side, name: string): string {
  return title === 'the internet' ? name : title.replace(/^the internet \(such as/, `${name} (at an address such as`)
}

function numberedPort({ port, protocol }: Asked, title: string): { port: number; protocol: Protocol } {
  if (protocol === 'ICMP') return { port: 0, protocol }
  if (port === undefined) throw new WarrantError('usage', `which port of ${title} is meant? write ${title}:PORT`)
  const number = portNumber(port)
  if (number === undefined) throw new WarrantError('usage', `${JSON.stringify(port)} is no number of a port`)
  return { port: number, protocol: protocol ?? 'TCP' }
}

function portNumber(written: string): number | undefined {
  if (!/^\d{1,5}$/.test(written)) return undefined
  const number = Number(written)
  return number >= 1 && number <= 65_535 ? number : undefined
}

/** The ports that are meant at a pod: the one asked for, or all that its containers declare. */
function endpointPorts(endpoint: Endpoint, asked: Asked, title: string): { port: number; protocol: Protocol }[] {
  const { port, protocol } = asked
  if (protocol === 'ICMP') return [{ port: 0, protocol }]
  if (port === undefined) {
    const declared = declaredPorts(endpoint).filter((each) => protocol === undefined || each.protocol === protocol)
    if (declared.length > 0) return declared
    throw new WarrantError('usage', `which port of ${title} is meant? it declares none: write NAME:PORT`)
  }
  if (/^\d+$/.test(port)) return [numberedPort(asked, title)]
  for (const each of protocol === undefined ? (['TCP', 'UDP', 'SCTP'] as const) : [protocol]) {
    const number = endpoint.ports.get(`${each}/${port}`)
    if (number !== undefined) return [{ port: number, protocol: each }]
  }
  throw new WarrantError('usage', `no container of ${endpoint.title} calls a port ${port}`)
}

/** Ports that containers and sidecars declare, each once. */
function declaredPorts({ source: { object } }: Endpoint): { port: number; protocol: Protocol }[] {
  const spec =
    valueAt(object, ['spec', 'template', 'spec']) ??
    valueAt(object, ['spec', 'jobTemplate', 'spec', 'template', 'spec']) ??
    object['spec']
  const { containers, initContainers } = fields(spec)
  const sidecars = list(initContainers).filter((each) => fields(each)['restartPolicy'] === 'Always')
  const found = new Map<string, { port: number; protocol: Protocol }>()
  for (const container of [...list(containers), ...sidecars]) {
    for (const each of list(fields(container)['ports'])) {
      const { containerPort, protocol: written } = fields(each)
      const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((one) => one === (text(written) || 'TCP'))
      if (typeof containerPort === 'number' && portNumber(`${containerPort}`) && protocol)
        found.set(`${protocol} ${containerPort}`, { port: containerPort, protocol })
    }
  }
  return [...found.values()]
}

function serviceGoals(
  model: Model,
  resolver: Resolver,
  service: Service,
  asked: Asked,
  notes: string[],
  deadEnds: DeadEnd[],
): Goal[] {
  if (service.externalName !== undefined) return externalGoals(model, resolver, service, asked, notes, deadEnds)
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

function noSuchPort(service: Service, { port, protocol }: Pick<Asked, 'port' | 'protocol'>): string {
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

function externalGoals(
  model: Model,
  resolver: Resolver,
  service: Service,
  asked: Asked,
  notes: string[],
  deadEnds: DeadEnd[],
): Goal[] {
  const name = service.externalName ?? ''
  notes.push(`${service.title} is another name for ${name}; its ports have no meaning`)
  const { target, notes: more } = resolver.find(name, { side: 'to', namespace: undefined })
  if (target.kind === 'service' && target.service.externalName !== undefined)
    throw new WarrantError('usage', `${service.title} leads to ${target.title}, which is another name in turn`)
  notes.push(...more)
  const [only] = service.ports
  const port = asked.port ?? (only && `${only.port}`)
  return [...goalsOf(model, resolver, { ...asked, to: target, port }, notes, deadEnds)]
}

/** The classes of a flow, subject first. */
export function classesIn({ connection }: Flow, isEgress: boolean): readonly [EndpointClass, EndpointClass] {
  const { fromClass, toClass } = connection
  return isEgress ? [fromClass, toClass] : [toClass, fromClass]
}
