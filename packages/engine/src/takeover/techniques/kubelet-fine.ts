import { can, defineTechnique, eachClusterObject, since } from '../vocabulary/index.ts'
import { effect } from '../graph/index.ts'

/** Parts of the kubelet's API that have a subresource of their own. */
export const kubeletFine = defineTechnique({
  id: 'KUBELET-FINE',
  title: 'Fine grained kubelet subresources',
  class: 'rbac',
  description:
    'get on nodes/log reads files under /var/log, and has had ways out of it; nodes/configz, nodes/pods and nodes/stats show how the node is set up and what runs there; create on nodes/checkpoint writes the memory of a container to disk.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  each: eachClusterObject,
  requires: [
    [can('get', 'nodes/log|nodes/stats')],
    // Kubelets before ask for nodes/proxy there; they are never newer than the API server.
    [since(33), can('get', 'nodes/configz|nodes/pods')],
    [can('create', 'nodes/checkpoint')],
  ],
  gives: () => effect('log files and configuration of nodes, and the memory of containers'),
  tells: ({ name }) =>
    `Ask the kubelet of ${name === undefined ? 'any node' : `node ${name}`} for logs, configuration or a checkpoint`,
})
