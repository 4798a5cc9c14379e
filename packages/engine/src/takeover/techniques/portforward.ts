import { allObjects, before, can, defineTechnique } from '../vocabulary/index.ts'
import { effect, scopeText } from '../graph/index.ts'

/** Connections that come from the node or the API server, past network policies. */
export const portforward = defineTechnique({
  id: 'PORTFORWARD',
  title: 'Port forward and proxies',
  class: 'rbac',
  description:
    'pods/portforward, pods/proxy and services/proxy connect to whatever listens in the namespace. The connection comes from the node or the API server, so that a NetworkPolicy for the client does not count. Before v1.35 get on pods/portforward is enough.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/'],
  each: allObjects,
  requires: [
    [can('create', 'pods/portforward')],
    [can('get|create', 'pods/proxy|services/proxy')],
    [before(35), can('get', 'pods/portforward')],
  ],
  gives: ({ namespace }) => effect(`connections to what listens ${scopeText(namespace)}`),
  tells: ({ namespace, name }) =>
    name === undefined ? `Connect to any pod or Service ${scopeText(namespace)}` : `Connect to ${namespace}/${name}`,
})
