import { defineRule, set } from '../rule.ts'
import { dropsAll, dropsEveryDefault } from './capabilities.ts'

/**
 * A container keeps the capabilities that runtimes give by default.
 *
 * Restricted fields: containers[*].securityContext.capabilities.drop (init, sidecar, regular, ephemeral)
 * Allowed values:    a list with ALL
 */
export const capabilitiesNotDropped = defineRule({
  id: 'capabilities-not-dropped',
  title: 'Default capabilities are kept',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { cis: ['5.2.10'], nsa: true, podSecurity: ['capabilities_restricted'] },
  fix: 'evidence',
  description:
    'Reported unless `capabilities.drop` holds ALL, in any case. What the container needs is given back one by one under `add`. CAP_ALL does not count, since runtimes know no such name. A list that names every default instead is reported as low. Pod Security admission takes only the upper-case spelling, which is what the proposed edit writes.',
  why: "The container keeps its runtime's defaults, fourteen under containerd: forging packets, changing owners and making device files are among them, and few programs use any.",
  remedy: 'Drop ALL, and add back the capabilities that are used.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
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
`,
  },
  *check({ container }) {
    if (dropsAll(container)) return
    const dropped = container.securityContext.capabilities?.drop ?? []
    const at = container.path('securityContext', 'capabilities', 'drop')
    const byName = dropsEveryDefault(container)
    yield {
      at,
      ...(byName && {
        severity: 'low',
        why: 'A runtime with other defaults keeps what the list does not name, and the restricted level asks for ALL.',
      }),
      message: byName
        ? 'every default is dropped by name, and not ALL'
        : dropped.length === 0
          ? 'no capability is dropped'
          : `only ${dropped.join(', ')} ${dropped.length === 1 ? 'is' : 'are'} dropped, not ALL`,
      fix: {
        description: 'Drop ALL',
        changes: [set(at, ['ALL'])],
        needs: 'evidence of which capabilities are used, to add them back',
      },
    }
  },
})
