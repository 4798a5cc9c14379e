import { can, defineTechnique, eachClusterObject, podsOnNodes } from '../vocabulary/index.ts'

/** To the kubelet a WebSocket is a GET, whatever runs over it. */
export const kubeletProxyGetWs = defineTechnique({
  id: 'KUBELET-PROXY-GET-WS',
  title: 'nodes/proxy with get alone, WebSocket',
  class: 'rbac',
  description:
    'The kubelet takes the verb from the HTTP method, and a WebSocket opens with GET: get on nodes/proxy is enough to run commands in any pod of the node. A role that reads everything holds it. Readers need nodes/metrics, nodes/stats, nodes/pods, nodes/healthz or nodes/configz instead.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  each: eachClusterObject,
  requires: [[can('get', 'nodes/proxy')]],
  gives: podsOnNodes,
  tells: ({ name }) =>
    `Run a command over a WebSocket to the kubelet in any pod ${name === undefined ? 'of any node' : `on node ${name}`}`,
})
