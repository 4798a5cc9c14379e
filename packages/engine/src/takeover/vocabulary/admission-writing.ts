import { accounts, everywhere, type Fact, makesPods, pods } from '../graph/index.ts'
import type { World } from '../world/index.ts'

const group = 'admissionregistration.k8s.io'

export const mutatingWebhooks = `mutatingwebhookconfigurations.${group}`
export const validatingWebhooks = `validatingwebhookconfigurations.${group}`
export const mutatingPolicies = `mutatingadmissionpolicies.${group}`
export const mutatingPolicyBindings = `mutatingadmissionpolicybindings.${group}`
export const validatingPolicies = `validatingadmissionpolicies.${group}`
export const validatingPolicyBindings = `validatingadmissionpolicybindings.${group}`

/**
 * What somebody has who changes whatever is admitted: new pods run what it likes, as any account, within what Pod Security
 * lets through after the change.
 */
export function changesPods({ namespaces }: World): Fact[] {
  return [pods(everywhere), accounts(everywhere), ...namespaces.map(makesPods)]
}
