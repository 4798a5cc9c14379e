import { capabilityName } from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import { defineRule, remove } from '../rule.ts'
import { addedCapabilities, baselineCapabilities, dangerousCapabilities, takeoverCapabilities } from './capabilities.ts'

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
  frameworks: { cis: ['5.2.9'], nsa: true, pss: 'restricted', mitre: ['T1611'] },
  fix: 'evidence',
  options: {
    allowed: {
      type: 'strings',
      default: ['NET_BIND_SERVICE'],
      description: 'Capabilities that may be added, without CAP_',
    },
  },
  description:
    'Reported for every entry of `capabilities.add` that the option `allowed` does not name; NET_BIND_SERVICE is allowed unless set otherwise, as in the Pod Security Standards. Names are read in any case, with or without CAP_. Critical are those that are root on the node in one step, high the others that reach beyond the container, medium those outside the baseline level, low the rest.',
  why: 'A capability is a part of root that the container keeps whatever user it runs as, and hands to whoever takes it over.',
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
  *check({ container, options }) {
    const allowed = new Set(options.allowed.map(capabilityName))
    for (const { name, index } of addedCapabilities(container)) {
      if (allowed.has(name)) continue
      const at = container.path('securityContext', 'capabilities', 'add', index)
      const gives = dangerousCapabilities.get(name)
      yield {
        at,
        severity: severityOf(name),
        message: `${name} is added${gives === undefined ? '' : `: ${gives}`}`,
        fix: { description: `Do not add ${name}`, changes: [remove(at)], needs: `evidence that ${name} is not used` },
      }
    }
  },
})

function severityOf(name: string): Severity {
  if (takeoverCapabilities.has(name)) return 'critical'
  if (dangerousCapabilities.has(name)) return 'high'
  return baselineCapabilities.has(name) ? 'low' : 'medium'
}
