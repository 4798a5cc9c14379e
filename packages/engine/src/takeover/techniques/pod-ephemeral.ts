import { allObjects, can, defineTechnique, podsNamed } from '../vocabulary/index.ts'
import { code, type Fact, pods, scopeText } from '../graph/index.ts'

/** An ephemeral container joins a pod that runs, with its volumes and its account. */
export const podEphemeral = defineTechnique({
  id: 'POD-EPHEMERAL',
  title: 'Ephemeral container',
  class: 'rbac',
  description:
    'update or patch on pods/ephemeralcontainers adds a container of any image to a running pod, as kubectl debug does. It may mount the volumes of the pod, the token among them, and share the processes of another container. Pod Security judges it as any other.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  each: allObjects,
  requires: [[can('update|patch', 'pods/ephemeralcontainers')]],
  gives: (target, world): Fact[] =>
    target.name === undefined ? [pods(target.namespace)] : podsNamed(target, world).map(code),
  tells: ({ namespace, name }) =>
    name === undefined
      ? `Add an ephemeral container to any pod ${scopeText(namespace)}`
      : `Add an ephemeral container to pod ${namespace}/${name}`,
})
