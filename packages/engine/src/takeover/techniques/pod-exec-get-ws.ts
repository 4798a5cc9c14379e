import { allObjects, before, can, defineTechnique, podsNamed } from '../vocabulary/index.ts'
import { code, type Fact, pods, scopeText } from '../graph/index.ts'

/** A WebSocket opens with GET; only since v1.35 does the API server ask for create besides. */
export const podExecGetWs = defineTechnique({
  id: 'POD-EXEC-GET-WS',
  title: 'exec, attach, portforward with get alone',
  class: 'rbac',
  description:
    'Before v1.35 get on pods/exec or pods/attach runs commands by WebSocket, so that a role that only reads everything does; get on pods/portforward is looked at under PORTFORWARD. From v1.35 on create is needed as well, unless the gate AuthorizePodWebsocketUpgradeCreatePermission is off.',
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  each: allObjects,
  requires: [[before(35), can('get', 'pods/exec|pods/attach')]],
  gives: (target, world): Fact[] =>
    target.name === undefined ? [pods(target.namespace)] : podsNamed(target, world).map(code),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Run a command over a WebSocket in any pod ${scopeText(namespace)}`
      : `Run a command over a WebSocket in pod ${namespace}/${name}`,
})
