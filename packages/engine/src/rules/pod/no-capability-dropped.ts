import { defineRule, set } from '../rule.ts'

/**
 * A container drops no capability at all.
 *
 * Restricted fields: containers[*].securityContext.capabilities.drop (init, sidecar, regular, ephemeral)
 * Allowed values:    a list that is not empty
 */
export const noCapabilityDropped = defineRule({
  id: 'no-capability-dropped',
  title: 'No capability is dropped',
  severity: 'low',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: { cis: ['5.2.10'], nsa: true },
  fix: 'evidence',
  description:
    'Reported when `capabilities.drop` is missing or empty. capabilities-not-dropped, which is on by default, asks for more: that ALL is dropped.',
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
          drop: [NET_RAW]
`,
  },
  *check({ container }) {
    if ((container.securityContext.capabilities?.drop ?? []).length > 0) return
    const at = container.path('securityContext', 'capabilities', 'drop')
    yield {
      at,
      message: 'no capability is dropped',
      fix: {
        description: 'Drop ALL',
        changes: [set(at, ['ALL'])],
        needs: 'evidence of which capabilities are used, to add them back',
      },
    }
  },
})
