import type { Resolver } from '../explain/index.ts'
import { valueAt, type Path } from '../../yaml/index.ts'
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import { type Endpoint, podSpecPath } from '../world/endpoints.ts'
import { fields, list, type Source, text } from '../world/source.ts'
import { publicAddressIn } from '../explain/public.ts'
import { externalClasses } from '../questions/index.ts'
import { namedOutside, order } from './parties.ts'

/** A port of a workload that is reached from outside the cluster, if policies let it. */
export interface Exposure {
  readonly endpoint: Endpoint
  /** Title of the workload. */
  readonly workload: string
  /** `NodePort Service shop/cart`, `Ingress shop/site`, `host port 443` */
  readonly words: string
  readonly source: Source
  readonly path: Path
  /** The Service on the way, and its port. */
  readonly service: { readonly title: string; readonly port: number } | undefined
  /** The pod's port. */
  readonly port: number
  readonly protocol: Protocol
  /** Whether something in the cluster, such as an Ingress' controller, connects in the client's place. */
  readonly isProxied: boolean
  /** What policies make of it, by addresses outside: those let in for certain, and others; undefined where proxied. */
  readonly policies:
    | {
        readonly allowed: readonly string[]
        readonly denied: readonly string[]
        /**
         * Whether addresses of the internet are among those let in, for certain or as the implementation has it, and not
         * only networks around the cluster.
         */
        readonly isPublic: boolean
      }
    | undefined
}

/** All ways from outside to workloads, each once. */
export function exposuresOf(model: Model, resolver: Resolver): Exposure[] {
  const found = new Map<string, Exposure>()
  const policiesOn = policiesFrom(model)
  const add = (exposure: Omit<Exposure, 'policies'>) => {
    const key = [exposure.workload, exposure.words, exposure.service?.port, exposure.port, exposure.protocol].join()
    if (!found.has(key)) found.set(key, { ...exposure, policies: policiesOn(exposure) })
  }
  for (const service of resolver.services) {
    for (const { words, source, path, port: wanted, by } of resolver.entriesOf(service.source)) {
      for (const each of service.ports) {
        if (wanted !== undefined && wanted !== each.port && wanted !== each.name) continue
        for (const { endpoint, port, protocol } of resolver.backends.of(service, each)) {
          if (endpoint === undefined || port === undefined) continue
          add({
            endpoint,
            workload: resolver.workloads.of(endpoint).title,
            words,
            source,
            path,
            service: { title: service.title, port: each.port },
            port,
            protocol,
            isProxied: by === 'route',
          })
        }
      }
    }
  }
  for (const endpoint of model.endpoints)
    for (const own of hostPorts(endpoint)) add({ ...own, endpoint, workload: resolver.workloads.of(endpoint).title })
  return [...found.values()].toSorted((a, b) => order(a.workload, b.workload) || order(a.words, b.words))
}

/** What comes from each part of the outside meets the address of its own family. */
function policiesFrom(model: Model): (exposure: Omit<Exposure, 'policies'>) => Exposure['policies'] {
  const { classes, portIndex, table } = model
  const parts = externalClasses(model).map((own) => ({ own, ranges: own.ips?.ranges ?? [] }))
  const outside = namedOutside(parts).map(({ name, part }) => ({
    ...part,
    name,
    isPublic: publicAddressIn(part.ranges) !== undefined,
  }))
  return ({ endpoint, protocol, port, isProxied }) => {
    const group = portIndex.groupOf(protocol, port)
    if (isProxied || group < 0) return undefined
    const [allowed, denied] = [[] as string[], [] as string[]]
    let letsPublic = false
    for (const { own, name, isPublic } of outside) {
      const met = classes.of(endpoint, own.ips?.family)
      if (met === undefined) continue
      const decided = table('ingress', met)
      const isAllowed = !decided?.canDeny(own.id, group)
      ;(isAllowed ? allowed : denied).push(name)
      if (isPublic && (isAllowed || decided?.canAllow(own.id, group))) letsPublic = true
    }
    return { allowed, denied, isPublic: letsPublic }
  }
}

/** Ports on the node: host ports, and what containers on its network declare. */
function* hostPorts(endpoint: Endpoint): Generator<Omit<Exposure, 'endpoint' | 'workload' | 'policies'>> {
  if (endpoint.kind !== 'pod') return
  const { source, hostNetwork } = endpoint
  const base = podSpecPath(source)
  for (const field of ['containers', 'initContainers']) {
    for (const [i, container] of list(valueAt(source.object, [...base, field])).entries()) {
      const { ports, restartPolicy } = fields(container)
      if (field === 'initContainers' && restartPolicy !== 'Always') continue
      for (const [j, value] of list(ports).entries()) {
        const { hostPort, containerPort, hostIP, protocol: written } = fields(value)
        const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((each) => each === (text(written) || 'TCP'))
        if (typeof containerPort !== 'number' || protocol === undefined) continue
        if (/^(?:127\.|::1$)/.test(text(hostIP))) continue
        const rest = { source, service: undefined, port: containerPort, protocol, isProxied: false }
        if (hostNetwork) yield { ...rest, words: 'the network of its node', path: [...base, 'hostNetwork'] }
        else if (typeof hostPort === 'number' && hostPort > 0)
          yield { ...rest, words: `host port ${hostPort}`, path: [...base, field, i, 'ports', j, 'hostPort'] }
      }
    }
  }
}
