import { labelsMatch } from '../../cluster/index.ts'
import { valueAt } from '../../yaml/index.ts'
import type { Model } from '../network.ts'
import { isGivenByController } from '../questions/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { ipText } from '../world/ip.ts'
import { textsIn } from '../world/source.ts'
import type { Flow } from './flows.ts'
import { isPublic, privateBlocks } from './public.ts'

type Labels = Readonly<Record<string, string>>

/** Labels that name one version: a policy on them dies with it, as on those of one rollout or one pod. */
const ofVersions: ReadonlySet<string> = new Set(['app.kubernetes.io/version', 'helm.sh/chart'])
/** Given by its controller too, and the same for as long as that is there. */
const ofController = 'deploymentconfig'

function isStable(key: string): boolean {
  return !ofVersions.has(key) && (key === ofController || !isGivenByController(key))
}

/** The labels to know pods by: those of their controller's selector, more where these are others' too. */
export function stableLabels(model: Model, endpoint: Endpoint): Labels | undefined {
  const stable = Object.fromEntries(Object.entries(endpoint.labels).filter(([key]) => isStable(key)))
  const own = textsIn(valueAt(endpoint.source.object, ['spec', 'selector', 'matchLabels']))
  const isOwn = Object.keys(own).length > 0 && labelsMatch(own, stable)
  const meant = (labels: Labels) =>
    model.endpoints.filter((each) => each.namespace === endpoint.namespace && labelsMatch(labels, each.labels)).length
  const chosen = isOwn && meant(own) <= meant(stable) ? own : stable
  return Object.keys(chosen).length > 0 ? chosen : undefined
}

export type PeerForm = 'NetworkPolicy' | 'ClusterNetworkPolicy'

/** The peer that means an end of a flow as narrowly as can be, or why none does. */
export function peerFor(
  model: Model,
  flow: Flow,
  isEgress: boolean,
  namespace: string | undefined,
  form: PeerForm,
): { readonly peer: unknown } | { readonly reason: string } {
  const { from, to } = flow.connection
  const side = isEgress ? to : from
  const title = isEgress ? flow.toTitle : flow.fromTitle
  const { endpoint } = side
  if (endpoint?.kind === 'pod' && !endpoint.hostNetwork) {
    const labels = stableLabels(model, endpoint)
    if (labels === undefined) return { reason: `${title} has no labels that a policy could select it by: give it some` }
    const podSelector = { matchLabels: labels }
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': endpoint.namespace } }
    if (form === 'ClusterNetworkPolicy') return { peer: { pods: { namespaceSelector, podSelector } } }
    return { peer: endpoint.namespace === namespace ? { podSelector } : { namespaceSelector, podSelector } }
  }
  if (flow.name !== undefined)
    return {
      reason: `NetworkPolicy knows no names: allow the addresses of ${flow.name}, or use a policy with names (CiliumNetworkPolicy toFQDNs)`,
    }
  if (form === 'ClusterNetworkPolicy' && !isEgress)
    return {
      reason: `incoming traffic of ${title} cannot be named in this kind of policy: it knows pods and namespaces only`,
    }
  if (side.ip !== undefined && title.startsWith('the internet') && isPublic(side.ip))
    return form === 'NetworkPolicy'
      ? {
          peer: {
            ipBlock: {
              cidr: side.ip.family === 4 ? '0.0.0.0/0' : '2000::/3',
              ...(side.ip.family === 4 && { except: [...privateBlocks] }),
            },
          },
        }
      : { peer: { networks: [side.ip.family === 4 ? '0.0.0.0/0' : '2000::/3'] } }
  const ip = side.ip ?? endpoint?.ips[0]
  if (ip === undefined)
    return { reason: `${title} is on its node's network, and the address of the node is not in the input` }
  const cidr = `${ipText(ip)}/${ip.family === 4 ? 32 : 128}`
  return { peer: form === 'NetworkPolicy' ? { ipBlock: { cidr } } : { networks: [cidr] } }
}
