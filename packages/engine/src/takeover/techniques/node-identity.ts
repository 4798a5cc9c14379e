import { podReferences } from '../../cluster/index.ts'
import { account, type Fact, identity, kubeletKey, secret } from '../graph/index.ts'
import { defineTechnique, eachNode, have } from '../vocabulary/index.ts'
import type { Place, World } from '../world/index.ts'

/**
 * What the Node authorizer lets a kubelet ask for: Secrets that its pods name, tokens of the accounts that they run as. The
 * mirror of a static pod names neither. Source: kubernetes/kubernetes plugin/pkg/auth/authorizer/node
 */
function kubeletsFacts(place: Place, { places, graph }: World): Fact[] {
  const facts = new Map<string, Fact>()
  const add = (fact: Fact) => facts.set(fact.key, fact)
  for (const load of places.loadsOn(place)) {
    if (load.controlPlane || 'kubernetes.io/config.mirror' in (load.workload.resource.metadata.annotations ?? {}))
      continue
    add(account(load.namespace, load.account))
    for (const { kind, name } of podReferences(load.workload)) if (kind === 'Secret') add(secret(load.namespace, name))
  }
  // Rights that kubelets are given besides, where a binding names them.
  const groups = ['system:nodes', 'system:authenticated'].map((name): Fact => identity({ kind: 'Group', name }))
  const user = place.assumed ? [] : [identity({ kind: 'User', name: `system:node:${place.name}` })]
  for (const fact of [...groups, ...user]) if (graph.find(fact) !== undefined) add(fact)
  return [...facts.values()]
}

/** Root on a node speaks as its kubelet. */
export const nodeIdentity = defineTechnique({
  id: 'NODE-IDENTITY',
  title: 'Kubelet credential',
  class: 'credential',
  description:
    "With the kubelet's key the API server gives out the Secrets that pods of the node name, and tokens for the service accounts that they run as, mounted or not. The Node authorizer and NodeRestriction allow no more than that.",
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  each: eachNode,
  requires: [[have("root on the node, or the kubelet's key", kubeletKey)]],
  gives: kubeletsFacts,
  tells: ({ name, assumed }) =>
    `Ask as the kubelet of ${assumed ? name : `node ${name}`} for tokens and Secrets of its pods`,
})
