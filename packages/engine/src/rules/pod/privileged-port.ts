import { defineRule } from '../rule.ts'

/**
 * A container listens on a port that Linux keeps for root.
 *
 * Restricted fields: containers[*].ports[*].containerPort (init, sidecar, regular, ephemeral)
 * Allowed values:    1024 and above
 */
export const privilegedPort = defineRule({
  id: 'privileged-port',
  title: 'Container listens on a privileged port',
  severity: 'low',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for every declared `containerPort` below 1024. A process that is not root needs the capability NET_BIND_SERVICE for it, or the sysctl `net.ipv4.ip_unprivileged_port_start`, which container runtimes may or may not set.',
  why: 'The port is a reason to run as root or to keep a capability that the program otherwise would not need.',
  remedy: 'Let the program listen on a higher port; a Service may keep the old one in front of it.',
  options: {
    below: { type: 'integer', default: 1024, description: 'Ports below this one are privileged.' },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.27.0
      ports:
        - containerPort: 80
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.27.0
      ports:
        - containerPort: 8080
`,
  },
  *check({ container, options }) {
    for (const [i, { containerPort = 0, protocol }] of (container.spec.ports ?? []).entries()) {
      if (containerPort <= 0 || containerPort >= options.below) continue
      yield {
        at: container.path('ports', i, 'containerPort'),
        message: `listens on port ${containerPort}/${protocol ?? 'TCP'}`,
      }
    }
  },
})
