import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * Tokens of service accounts can be asked for.
 *
 * Restricted: create on serviceaccounts/token; the name of the account stands in the URL, so that resourceNames hold it
 */
export const canMintTokens = defineAccessRule({
  id: 'can-mint-tokens',
  title: 'Tokens of service accounts can be made',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.13'], mitre: ['T1528'] },
  needs: [
    {
      ask: { verbs: ['create'], group: '', resources: ['serviceaccounts/token'] },
      may: 'make tokens of service accounts',
    },
  ],
  description:
    'Reported for every binding that lets somebody create `serviceaccounts/token`. It is high in the whole cluster, medium in one namespace, and one step less again when it is held to some accounts.',
  why: 'Whoever makes a token is the account, from anywhere, for as long as the API server allows; in the whole cluster that is every account that there is.',
  remedy: 'Name the accounts in resourceNames.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [serviceaccounts/token]
  verbs: [create]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [serviceaccounts]
  verbs: [create]`),
  },
})
