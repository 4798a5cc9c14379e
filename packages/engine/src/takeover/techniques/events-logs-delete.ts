import { can, defineTechnique, whereGranted } from '../vocabulary/index.ts'
import { effect, scopeText } from '../graph/index.ts'

const events = 'events|events.events.k8s.io'

/** Events are what most people look at first. */
export const eventsLogsDelete = defineTechnique({
  id: 'EVENTS-LOGS-DELETE',
  title: 'Hide traces',
  class: 'evasion',
  description:
    'Whoever deletes Events takes away what controllers and kubelets said about new pods, failed mounts and refused images. The audit log keeps the deletion.',
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/'],
  each: whereGranted('delete|deletecollection', events),
  requires: [[can('delete', events)], [can('deletecollection', events, { nameless: true })]],
  gives: () => effect('fewer traces'),
  tells: ({ namespace, name }) => `Delete ${name === undefined ? 'Events' : `Event ${name}`} ${scopeText(namespace)}`,
})
