import { hasUserNamespace } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'
import { baselineCapabilities } from '../../pod-security/index.ts'
import { addedCapabilities } from './capabilities.ts'

/**
 * A container asks for a capability that the baseline level forbids.
 *
 * Restricted fields: containers[*].securityContext.capabilities.add (init, sidecar, regular, ephemeral)
 * Allowed values:    those of the Pod Security Standards, level baseline
 */
export const capabilityBeyondBaseline = defineRule({
  id: 'capability-beyond-baseline',
  title: 'Capability is beyond the baseline level',
  severity: 'high',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: {
    cis: ['5.2.9'],
    nsa: true,
    podSecurity: ['capabilities_baseline', 'capabilities_restricted'],
    mitre: ['T1611'],
  },
  fix: 'evidence',
  description:
    'Reported for every entry of `capabilities.add` that the baseline level of the Pod Security Standards forbids; medium in a pod with a user namespace (`hostUsers: false`). capability-added, which is on by default, covers these and others, with a severity each.',
  why: 'Such a capability reaches beyond the container: to the kernel, the network or other processes of the node.',
  remedy: 'Remove what is not used; give the rest to the one container that uses it.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          add: [NET_ADMIN]
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          add: [CHOWN]
`,
  },
  *check({ container, workload }) {
    for (const { name, index } of addedCapabilities(container)) {
      if (baselineCapabilities.has(name)) continue
      const at = container.path('securityContext', 'capabilities', 'add', index)
      yield {
        at,
        severity: hasUserNamespace(workload) ? 'medium' : 'high',
        message: `${name} is added, which the baseline level forbids`,
        fix: { description: `Do not add ${name}`, changes: [remove(at)], needs: `evidence that ${name} is not used` },
      }
    }
  },
})
