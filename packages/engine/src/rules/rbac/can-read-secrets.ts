import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * Secrets are given out to whoever gets, lists or watches them: each of the three shows their values.
 *
 * Restricted: get, list and watch on secrets
 */
export const canReadSecrets = defineAccessRule({
  id: 'can-read-secrets',
  title: 'Secrets can be read',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.2'], mitre: ['T1552.007'] },
  needs: [{ ask: { verbs: ['get', 'list', 'watch'], group: '', resources: ['secrets'] }, may: 'read Secrets' }],
  description:
    'Reported for every binding that lets somebody get, list or watch Secrets. Each of the three alone shows their values. It is high in the whole cluster, medium in one namespace, and one step less again when it is held to some names.',
  why: 'Passwords, keys and, where they are kept so, tokens of accounts go to whoever holds it, or takes over what holds it.',
  remedy: 'Mount the Secret into the pod that uses it; where the API is needed, give get on it by name.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [configmaps, secrets]
  verbs: [get, list]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [configmaps]
  verbs: [get, list]`),
  },
})
