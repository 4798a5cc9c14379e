import { capabilityName } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'
import { addedCapabilities, dangerousCapabilities, severityOfAdded } from './capabilities.ts'

/**
 * A container asks for a capability that ends its isolation, or comes close.
 *
 * Restricted fields: containers[*].securityContext.capabilities.add (init, sidecar, regular, ephemeral)
 * Allowed values:    anything but option capabilities
 */
export const dangerousCapability = defineRule({
  id: 'dangerous-capability',
  title: 'Capability ends isolation',
  severity: 'critical',
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
  options: {
    capabilities: {
      type: 'strings',
      default: [...dangerousCapabilities.keys()],
      description: 'Capabilities that may not be added, without CAP_',
    },
  },
  description:
    'Reported for every entry of `capabilities.add` that the option `capabilities` names: ALL, BPF, DAC_READ_SEARCH, MAC_ADMIN, MAC_OVERRIDE, NET_ADMIN, NET_RAW, PERFMON, SETPCAP, SYS_ADMIN, SYS_BOOT, SYS_MODULE, SYS_PTRACE and SYS_RAWIO unless set otherwise. capability-added, which is on by default, covers these and others; the severities are the same.',
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
  *check({ container, workload, options }) {
    const dangerous = new Set(options.capabilities.map(capabilityName))
    for (const { name, index } of addedCapabilities(container)) {
      if (!dangerous.has(name)) continue
      const gives = dangerousCapabilities.get(name)
      const at = container.path('securityContext', 'capabilities', 'add', index)
      yield {
        at,
        severity: severityOfAdded(name, workload),
        message: `${name} is added${gives === undefined ? '' : `: ${gives}`}`,
        fix: { description: `Do not add ${name}`, changes: [remove(at)], needs: `evidence that ${name} is not used` },
      }
    }
  },
})
