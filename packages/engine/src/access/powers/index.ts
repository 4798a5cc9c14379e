import { critical } from './critical.ts'
import { high } from './high.ts'
import { lesser } from './lesser.ts'
import type { Power } from './power.ts'

export { type Danger, dangers, type Power } from './power.ts'

/**
 * What rules can add up to that lets somebody get further than they seem to, worst first. Requests that belong together are
 * kept together: a power is held only where all of a way is.
 *
 * This table says how dangerous it is to hold something. The rules of audit (rules/rbac/can-*) ask for much of the same one
 * by one, to report each binding and mend it, and techniques of takeover, to follow what it leads to: what they ask differs
 * with that, and is held to their own fixtures.
 *
 * Facts: kubernetes.io/docs/concepts/security/rbac-good-practices, kubernetes/kubernetes pkg/registry/rbac/escalation_check.go,
 * pkg/registry/rbac/clusterrolebinding/policybased, pkg/kubelet/server/auth.go, plugin/pkg/admission/certificates.
 */
export const powers: readonly Power[] = [...critical, ...high, ...lesser]
