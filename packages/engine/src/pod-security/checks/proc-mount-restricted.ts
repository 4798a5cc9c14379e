import { defineCheck } from './check.ts'
import { masked, unmasked } from './proc-mount.ts'

/**
 * The hidden parts of /proc stay hidden, in a user namespace too. Overrides procMount.
 *
 * Restricted fields: spec.*containers[*].securityContext.procMount
 * Allowed values:    unset, Default
 *
 * Source: kubernetes/pod-security-admission policy/check_procMount_restricted.go
 */
export const procMountRestricted = defineCheck({
  id: 'procMount_restricted',
  level: 'restricted',
  versions: [{ since: 35, overrides: ['procMount'], run: unmasked }],
  remedies: masked,
})
