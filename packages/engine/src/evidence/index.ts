/** What was used, and what the sources could have seen. */
export {
  audited,
  type Audited,
  type AuditedRequest,
  type AuditLevel,
  type AuditPolicy,
  type AuditPolicyRule,
  type AuditResources,
} from './audit-policy.ts'
