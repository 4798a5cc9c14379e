/** Role-based access control, exactly as the API server decides it. */
export { aggregatedRoles, aggregatedRules, selectorsOf, withFeeders } from './aggregate.ts'
export { authorize, type AccessDecision, bindingText, type Grant, subjectText } from './authorize.ts'
export { accountOfUser, type Binding, Rbac, serviceAccountUser, userOfServiceAccount } from './bindings.ts'
export { rbacOf } from './rbac-of.ts'
export { compactRules } from './compact.ts'
export { type Coverage, covers, smallestParts } from './covers.ts'
export type {
  AccessQuery,
  AccessRequest,
  BindingObject,
  ClusterRoleObject,
  Given,
  PolicyRule,
  RbacObjects,
  RoleObject,
  Subject,
  User,
} from './objects.ts'
export { isNameless, isResourceRequest, namesAllowed, ruleAllows } from './rule.ts'
export { RuleList } from './rule-list.ts'
export { type HeldRule, type Holder, holdersIn, isMasters, rulesFor, whoCan } from './who-can.ts'
export { type ApiKind, isServed, isVirtual, type NamedKind, resourceNamed, type ResourceName } from './api-resources.ts'
export { customKinds } from './custom-kinds.ts'
export { type AccessRow, explainRules, goList, listAccess } from './list-access.ts'
export { accessOf, type ClusterAccess, type RulePlace } from './from-cluster.ts'
export { rulesShape } from './shapes.ts'
export { type Identity, isEverybody, userOfIdentity } from './identity.ts'
export { dangerRank, type HeldPower, heldPowers, type PowerSource } from './judge.ts'
export { podMakers } from './pod-makers.ts'
export { type Danger, dangers, type Power, powers } from './powers/index.ts'
export {
  type AccessReview,
  type Dangling,
  type IdentityReview,
  type InheritedGrants,
  otherRules,
  type ReviewedGrant,
  reviewIdentities,
  type Runner,
} from './review.ts'
export {
  accessWithDefaults,
  accessWithOwnAccounts,
  type BootstrapChange,
  bootstrapClusterRole,
  bootstrapObjects,
  bootstrapVersion,
  changedBootstrap,
  isBootstrapBinding,
  isBootstrapRole,
} from './bootstrap/index.ts'
export { requestInfo, type RequestInfo } from './request-info/request-info.ts'
export { impersonate, type Impersonation, type ImpersonationRequest } from './impersonation/impersonate.ts'
export type { RequestHeaders } from './impersonation/headers.ts'
export type { ImpersonationCheck, ImpersonationMode } from './impersonation/modes.ts'
export type { UserInfo } from './impersonation/user-info.ts'
export { forbiddenMessage } from './impersonation/forbidden.ts'
export { type Allowance, allowancesIn, type Ask } from './allowances.ts'
export {
  type DeclaredRule,
  type HeldByBinding,
  type HeldByRole,
  Holders,
  holdersOf,
  userOfSubject,
} from './holders.ts'
