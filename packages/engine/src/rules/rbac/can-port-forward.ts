import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * Ports of pods and services can be reached through the API server.
 *
 * Restricted: create and get on pods/portforward; get and create on pods/proxy and services/proxy
 */
export const canPortForward = defineAccessRule({
  id: 'can-port-forward',
  title: 'Ports can be reached through the API server',
  severity: 'medium',
  profile: 'all',
  frameworks: { mitre: ['T1090'] },
  needs: [
    { ask: { verbs: ['create', 'get'], group: '', resources: ['pods/portforward'] }, may: 'reach ports of pods' },
    { ask: { verbs: ['get', 'create'], group: '', resources: ['pods/proxy'] }, may: 'reach ports of pods' },
    { ask: { verbs: ['get', 'create'], group: '', resources: ['services/proxy'] }, may: 'reach ports of Services' },
  ],
  description:
    'Reported for every binding that lets somebody create or get `pods/portforward`, `pods/proxy` or `services/proxy`. Many people hold it to find faults, so the rule is off by default.',
  why: 'The traffic comes from the node or the API server, so that network policies about the caller do not hold it, and what listens on localhost is reached too.',
  remedy: 'Give it to people for the time that they need it, in the namespace that they work in.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [pods/portforward]
  verbs: [create]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [pods]
  verbs: [get, list]`),
  },
})
