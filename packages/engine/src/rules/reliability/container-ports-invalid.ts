import { isPlaceholder, isPort } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { valueAt } from '../../yaml/index.ts'

/**
 * A list of container ports that the API server refuses.
 *
 * Restricted fields: containers[*].ports[*].containerPort, containers[*].ports[*].name (init, sidecar, regular, ephemeral)
 * Allowed values:    1 to 65535 (containerPort); at most 15 characters, once per container (name)
 */
export const containerPortsInvalid = defineRule({
  id: 'container-ports-invalid',
  title: "Container's list of ports is not valid",
  severity: 'medium',
  category: 'reliability',
  visit: 'container',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for a port without a `containerPort` from 1 to 65535, for a port name of more than 15 characters, and for a name that an earlier port of the same container has. Containers of one pod may use the same names. Which characters a name may hold is the business of `invalid-target-port`.',
  why: 'The API server refuses the object, so what it replaces stays as it is.',
  remedy: 'Give every port a containerPort, and a name of its own of at most 15 characters.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      ports:
        - name: http
          containerPort: 8080
        - name: http
          containerPort: 8443
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      ports:
        - name: http
          containerPort: 8080
        - name: https
          containerPort: 8443
`,
  },
  *check({ container, workload }) {
    const names = new Set<string>()
    for (const [i, { name = '', containerPort }] of (container.spec.ports ?? []).entries()) {
      const at = container.path('ports', i, 'containerPort')
      if (!isPort(containerPort)) {
        const written = valueAt(workload.resource.document.value, at)
        if (typeof written === 'string' && isPlaceholder(written)) continue
        yield { at, message: problemOf(written) }
      }
      if (name.length > 15 && !isPlaceholder(name)) {
        yield {
          at: container.path('ports', i, 'name'),
          message: `the port name "${name}" has ${name.length} characters, and at most 15 are allowed`,
        }
      }
      if (names.has(name)) {
        yield { at: container.path('ports', i, 'name'), message: `an earlier port is called "${name}" too` }
      }
      if (name !== '') names.add(name)
    }
  },
})

function problemOf(written: unknown): string {
  if (written === undefined || written === null || written === 0) return 'the port has no containerPort'
  if (typeof written === 'number') return `containerPort ${written} is not a whole number from 1 to 65535`
  return typeof written === 'string'
    ? `containerPort is the text "${written}", not a number`
    : 'containerPort is not a number'
}
