import { code, type Fact, pods, scopeText } from '../graph/index.ts'
import { allObjects, can, defineTechnique, podsNamed } from '../vocabulary/index.ts'

/** Exec and attach run commands in other pods. */
export const podExec = defineTechnique({
  id: 'POD-EXEC',
  title: 'exec or attach',
  class: 'rbac',
  description:
    'create on pods/exec or pods/attach runs commands in any pod of the namespace, or in those that resourceNames name. kubectl asks for get on pods besides; a request by hand does not.',
  references: ['https://attack.mitre.org/techniques/T1609/'],
  each: allObjects,
  requires: [[can('create', 'pods/exec|pods/attach')]],
  gives: (target, world): Fact[] =>
    target.name === undefined ? [pods(target.namespace)] : podsNamed(target, world).map(code),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Run a command in any pod ${scopeText(namespace)}`
      : `Run a command in pod ${namespace}/${name}`,
})
