import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { eventsLogsDelete } from './events-logs-delete.ts'

testTechnique(eventsLogsDelete, {
  raised: [
    {
      name: 'deleting Events of a namespace',
      yaml: mayIn('shop', 'delete', 'events'),
      by: ['User alice'],
      text: /^Delete Events in shop$/,
    },
    { name: 'deleting them by the newer group', yaml: may('delete', 'events.events.k8s.io'), by: ['User alice'] },
    { name: 'deleting all at once', yaml: may('deletecollection', 'events'), by: ['User alice'] },
  ],
  not: [
    { name: 'writing and reading them', yaml: may('create patch update get list watch', 'events') },
    { name: 'another group', yaml: may('delete', 'events.eventing.knative.dev') },
    {
      name: 'deleting all with a name, which such a request does not have',
      yaml: may('deletecollection', 'events', { names: 'web' }),
    },
  ],
})
