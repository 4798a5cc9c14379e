import { capabilityName } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'
import { addedCapabilities, dangerousCapabilities, severityOfAdded } from './capabilities.ts'

/**
 * A container asks for a capability.
 *
 * Restricted fields: containers[*].securityContext.capabilities.add (init, sidecar, regular, ephemeral)
 * Allowed values:    option allowed
 */
export const capabilityAdded = defineRule({
  id: 'capability-added',
  title: 'Capability is added',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: {
    cis: ['5.2.9'],
    nsa: true,
    podSecurity: ['capabilities_baseline', 'capabilities_restricted'],
    mitre: ['T1611'],
  },
  fix: 'evidence',
  options: {
    allowed: {
      type: 'strings',
      default: ['NET_BIND_SERVICE'],
      description: 'Capabilities that may be added, without CAP_',
    },
  },
  description:
    'Reported for every entry of `capabilities.add` that the option `allowed` does not name; NET_BIND_SERVICE is allowed unless set otherwise, as in the Pod Security Standards. Names are read in any case, with or without CAP_. Critical are those that are root on the node in one step (SYS_PTRACE under `hostPID` among them), high the others that reach beyond the container, medium those outside the baseline level, low the rest; each is a step less in a pod with a user namespace (`hostUsers: false`).',
  why: 'A capability is a part of what root may do: root in the container holds it, other users gain it through setuid programs and file capabilities.',
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
          drop: [ALL]
          add: [SYS_ADMIN]
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
          drop: [ALL]
          add: [NET_BIND_SERVICE]
`,
  },
  *check({ container, workload, options }) {
    const allowed = new Set(options.allowed.map(capabilityName))
    for (const { name, index } of addedCapabilities(container)) {
      if (allowed.has(name)) continue
      const at = container.path('securityContext', 'capabilities', 'add', index)
      const gives = dangerousCapabilities.get(name)
      yield {
        at,
        severity: severityOfAdded(name, workload),
        message: `${name} is added${gives === undefined ? '' : `: ${gives}`}`,
        fix: { description: `Do not add ${name}`, changes: [remove(at)], needs: `evidence that ${name} is not used` },
      }
    }
  },
})
