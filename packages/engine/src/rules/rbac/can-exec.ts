import { runInPods } from './pod-makers.ts'
import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * Commands can be run in containers that are there already.
 *
 * Restricted: create on pods/exec and pods/attach; get on them too, until v1.35
 */
export const canExec = defineAccessRule({
  id: 'can-exec',
  title: 'Commands can be run in pods',
  severity: 'high',
  profile: 'default',
  frameworks: { nsa: true, mitre: ['T1609'] },
  needs: [
    { ask: runInPods, may: 'run commands in pods' },
    {
      ask: { verbs: ['get'], group: '', resources: ['pods/exec', 'pods/attach'] },
      may: 'run commands in pods by a WebSocket, unless the API server is v1.35 or later',
      severity: 'medium',
    },
  ],
  description:
    'Reported for every binding that lets somebody create `pods/exec` or `pods/attach`. `get` on them is enough for a client that opens a WebSocket, until v1.35, which asks for `create` besides; it is reported one step lower. `pods/*` means nothing in a rule, and `*/exec` means exec in every pod.',
  why: 'Whoever runs a command in a pod has its account, its Secrets and its network, and leaves no trace in its image or manifest.',
  remedy: 'Give it to people for the time that they need it, in the namespace that they work in, and to no workload.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [pods]
  verbs: [get, list]
- apiGroups: ['']
  resources: [pods/exec]
  verbs: [create]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [pods, pods/log]
  verbs: [get, list]`),
  },
})
