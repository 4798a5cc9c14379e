/** Role-based access control, exactly as the API server decides it. */
export { aggregatedRoles, aggregatedRules } from './aggregate.ts'
export { authorize, type AccessDecision, bindingText, type Grant, subjectText } from './authorize.ts'
export { type Binding, Rbac, rbacOf, serviceAccountUser, userOfServiceAccount } from './bindings.ts'
export { compactRules } from './compact.ts'
export { type Coverage, covers, smallestParts } from './covers.ts'
export type {
  AccessQuery,
  AccessRequest,
  BindingObject,
  ClusterRoleObject,
  PolicyRule,
  RbacObjects,
  RoleObject,
  Subject,
  User,
} from './objects.ts'
export { isResourceRequest, ruleAllows } from './rule.ts'
export { type HeldRule, type Holder, isSomebody, rulesFor, whoCan } from './who-can.ts'
export {
  accessWithDefaults,
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
export { type ApiKind, isServed, resourceNamed, type ResourceName } from './api-resources.ts'
export { accessOf, type ClusterAccess } from './from-cluster.ts'
export { type Allowance, allowancesIn, type Ask } from './asks.ts'
export {
  type DeclaredRule,
  type HeldByBinding,
  type HeldByRole,
  Holders,
  holdersOf,
  userOfSubject,
} from './holders.ts'
