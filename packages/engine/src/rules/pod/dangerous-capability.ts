import { defineRule, remove } from '../rule.ts'
import { addedCapabilities, dangerousCapabilities, takeoverCapabilities } from './capabilities.ts'

/**
 * A container asks for a capability that ends its isolation, or comes close.
 *
 * Restricted fields: containers[*].securityContext.capabilities.add (init, sidecar, regular, ephemeral)
 * Allowed values:    anything but the capabilities that reach beyond the container
 */
export const dangerousCapability = defineRule({
  id: 'dangerous-capability',
  title: 'Capability ends isolation',
  severity: 'critical',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: { cis: ['5.2.9'], nsa: true, pss: 'baseline', mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported for ALL, BPF, DAC_READ_SEARCH, MAC_ADMIN, MAC_OVERRIDE, NET_ADMIN, NET_RAW, PERFMON, SETPCAP, SYS_ADMIN, SYS_BOOT, SYS_MODULE, SYS_PTRACE and SYS_RAWIO under `capabilities.add`. capability-added, which is on by default, covers these and others, with a severity each.',
  why: 'With SYS_ADMIN, SYS_MODULE and their like an intruder in the container is root on its node within minutes.',
  remedy: 'Remove what is not used; give the rest to the one container that uses it, in a namespace of its own.',
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
          add: [SYS_MODULE]
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
          add: [SYS_TIME]
`,
  },
  *check({ container }) {
    for (const { name, index } of addedCapabilities(container)) {
      const gives = dangerousCapabilities.get(name)
      if (gives === undefined) continue
      const at = container.path('securityContext', 'capabilities', 'add', index)
      yield {
        at,
        severity: takeoverCapabilities.has(name) ? 'critical' : 'high',
        message: `${name} is added: ${gives}`,
        fix: { description: `Do not add ${name}`, changes: [remove(at)], needs: `evidence that ${name} is not used` },
      }
    }
  },
})
