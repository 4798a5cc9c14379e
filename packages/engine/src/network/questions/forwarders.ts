import { hasBit } from '../bits.ts'
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Endpoint } from '../world/endpoints.ts'

/**
 * Whether policies let something connect to a pod's port, whoever it is. What forwards requests from outside, such as the
 * controller of an Ingress, is seldom in the same input as what it leads to: a rule for the port is taken for its own.
 */
export function admitsForwarder(model: Model, endpoint: Endpoint, protocol: Protocol, port: number): boolean {
  const group = model.portIndex.groupOf(protocol, port)
  return model.classes.facesOf(endpoint).some((own) => {
    const selecting = model.selecting('ingress', own)
    const allows = selecting.some(({ rules }) =>
      rules.some(
        ({ rule, ports }) =>
          rule.action === 'allow' &&
          (rule.peers === undefined || rule.peers.length > 0) &&
          (hasBit(ports.fixed, group) ||
            ports.named.some(({ portName }) => own.ports.get(`${protocol}/${portName}`) === port)),
      ),
    )
    const table = model.table('ingress', own)
    return allows || table === undefined || !table.canDenyAll(group)
  })
}
