import { defineRule } from '../rule.ts'

/**
 * A container declares the port of an SSH server.
 *
 * Restricted fields: containers[*].ports[*].containerPort (init, sidecar, regular, ephemeral)
 * Allowed values:    anything but the option port over TCP
 */
export const sshPort = defineRule({
  id: 'ssh-port',
  title: 'Container serves SSH',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { mitre: ['T1021.004'] },
  fix: 'none',
  options: {
    port: { type: 'integer', default: 22, description: 'The port that SSH servers listen on' },
  },
  description: 'Reported for every declared TCP port that is the option `port`, 22 unless set.',
  why: 'An SSH server is a second way in with keys of its own: past RBAC, and unseen by the audit log.',
  remedy: 'Remove the server; kubectl exec and ephemeral containers do the same under RBAC.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - containerPort: 22
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - containerPort: 8080
`,
  },
  *check({ container, options }) {
    for (const [i, { containerPort, protocol = 'TCP' }] of (container.spec.ports ?? []).entries()) {
      if (containerPort !== options.port || protocol !== 'TCP') continue
      yield { at: container.path('ports', i, 'containerPort'), message: `port ${containerPort}/TCP is the one of SSH` }
    }
  },
})
