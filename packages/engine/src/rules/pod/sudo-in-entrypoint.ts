import { defineRule } from '../rule.ts'

/** The word, alone or by its path, where a shell or the runtime would take it for a program. */
const sudo = /(?:^|[\s;&|(`'"])(?:\/\S*\/)?sudo(?=$|[\s;&|)'"])/

/**
 * A container starts its program through sudo.
 *
 * Restricted fields: containers[*].command, containers[*].args (init, sidecar, regular, ephemeral)
 * Allowed values:    anything that does not call sudo
 */
export const sudoInEntrypoint = defineRule({
  id: 'sudo-in-entrypoint',
  title: 'Container starts through sudo',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  linux: true,
  profile: 'default',
  frameworks: { mitre: ['T1548'] },
  fix: 'none',
  description:
    'Reported when an item of `command` or `args` is `sudo`, or a line of shell that calls it. Options and names that only contain the word, such as `--no-sudo`, are passed over.',
  why: 'sudo becomes root: the container needs setuid programs and privilege escalation, and whoever takes it over has both.',
  remedy:
    'Run the program as the user that it needs, with the capabilities that it needs, and take sudo out of the image.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  containers:
    - name: worker
      image: registry.example/worker:2.5.0
      command: [sh, -c, 'sudo sysctl -p && exec worker']
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: worker
spec:
  containers:
    - name: worker
      image: registry.example/worker:2.5.0
      command: [worker, --no-sudo]
`,
  },
  *check({ container }) {
    for (const field of ['command', 'args'] as const) {
      for (const [i, item] of (container.spec[field] ?? []).entries()) {
        if (sudo.test(item)) yield { at: container.path(field, i), message: `${field} calls sudo` }
      }
    }
  },
})
