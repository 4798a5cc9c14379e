import { valueAt } from '../../yaml/index.ts'
import { type Endpoint, podSpecPath } from '../world/endpoints.ts'
import { fields, list, text } from '../world/source.ts'
import type { ServicePort } from './service.ts'

/** What a pod says of a port that a Service sends to. */
export type Serving =
  /** A container declares it, or nothing is declared, which says nothing. */
  | { readonly kind: 'served' | 'open' }
  /** The Service asks for a name, and no container gives it to a port of the protocol. */
  | { readonly kind: 'unnamed'; readonly declared: readonly string[] }
  /** Containers declare ports, and this number is not among them. */
  | { readonly kind: 'undeclared'; readonly declared: readonly string[] }

/** Whether a pod's containers declare the port that a port of a Service leads to. */
export function servingOf(endpoint: Endpoint, { targetPort, protocol }: ServicePort): Serving {
  const ports = declaredPorts(endpoint)
  const declared = [...new Set(ports.map(portText))]
  if (typeof targetPort === 'string') {
    if (endpoint.ports.has(`${protocol}/${targetPort}`)) return { kind: 'served' }
    return { kind: 'unnamed', declared }
  }
  if (ports.length === 0) return { kind: 'open' }
  if (ports.some((each) => each.port === targetPort && each.protocol === protocol)) return { kind: 'served' }
  return { kind: 'undeclared', declared }
}

interface DeclaredPort {
  readonly name: string
  readonly port: number
  readonly protocol: string
}

function portText({ name, port, protocol }: DeclaredPort): string {
  const number = protocol === 'TCP' ? String(port) : `${port}/${protocol}`
  return name === '' ? number : `${name} (${number})`
}

/** Ports of containers and of sidecars; other init containers have ended when a pod takes traffic. */
function declaredPorts({ source }: Endpoint): DeclaredPort[] {
  const spec = fields(valueAt(source.object, podSpecPath(source)))
  const sidecars = list(spec['initContainers']).filter((each) => fields(each)['restartPolicy'] === 'Always')
  return [...list(spec['containers']), ...sidecars].flatMap((container) =>
    list(fields(container)['ports']).flatMap((each) => {
      const { name, containerPort, protocol } = fields(each)
      if (typeof containerPort !== 'number') return []
      return [{ name: text(name), port: containerPort, protocol: text(protocol) || 'TCP' }]
    }),
  )
}
