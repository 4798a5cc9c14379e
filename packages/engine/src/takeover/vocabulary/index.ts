/** The words that techniques are written in: what they are tried on, what they require, and what is given. */
export { admitsAnything } from './admission.ts'
export {
  changesPods,
  mutatingPolicies,
  mutatingPolicyBindings,
  mutatingWebhooks,
  validatingPolicies,
  validatingPolicyBindings,
  validatingWebhooks,
} from './admission-writing.ts'
export { applies } from './creations.ts'
export { csrs, kubeletSigner, onSigners, signers } from './csr.ts'
export {
  allNamespaceObjects,
  allNamespaces,
  allObjects,
  eachClusterObject,
  eachContainer,
  eachContainerOnNode,
  eachContainerWithMounts,
  eachNode,
  eachPowerfulContainer,
  everywhereAtOnce,
  isPowerful,
  onceForCluster,
  whereGranted,
} from './domains.ts'
export { makesPodsPassedOver } from './passed-over.ts'
export { podsNamed, podsOnNodes } from './named.ts'
export { extensionKinds, kindOfLoad, podMakingAtoms, podMakingKinds, templateKinds } from './pod-kinds.ts'
export {
  adminOf,
  bindingsOf,
  clusterRoleBindings,
  clusterRoles,
  creations,
  holdText,
  mayBeGranted,
  namesFor,
  roleBindings,
  roles,
  rolesOf,
  scopeOf,
} from './rbac-writing.ts'
export {
  type Ask,
  before,
  can,
  declares,
  have,
  holds,
  mayMakePods,
  since,
  type Target,
  together,
} from './requirements.ts'
export { defineTechnique, type Requirement, type Technique } from './technique.ts'
export { eachTokenSecret, holdersOf, type TokenSecret, tokenSecretCut } from './token-secrets.ts'
