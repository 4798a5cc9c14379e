import { can, defineTechnique, eachClusterObject, podsOnNodes } from '../vocabulary/index.ts'

/** The API server passes requests on to a node's kubelet, which runs commands in its pods. */
export const kubeletProxyCreate = defineTechnique({
  id: 'KUBELET-PROXY-CREATE',
  title: 'nodes/proxy',
  class: 'rbac',
  description:
    'create or get on nodes/proxy reaches the whole API of the kubelet, through the API server or at port 10250: it runs commands in any container of the node. The kubelet has no admission, and writes no audit log.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
  ],
  each: eachClusterObject,
  requires: [[can('create|get', 'nodes/proxy')]],
  gives: podsOnNodes,
  tells: ({ name }) =>
    `Run a command through the kubelet in any pod ${name === undefined ? 'of any node' : `on node ${name}`}`,
})
