import { defineRule } from '../rule.ts'

/**
 * A Secret is handed to a container as environment variables.
 *
 * Restricted fields: containers[*].env[*].valueFrom.secretKeyRef, containers[*].envFrom[*].secretRef (init, sidecar, regular, ephemeral)
 * Allowed values:    undefined
 */
export const secretThroughEnv = defineRule({
  id: 'secret-through-env',
  title: 'Secret is in the environment',
  severity: 'low',
  category: 'secret',
  visit: 'container',
  profile: 'all',
  frameworks: { cis: ['5.4.1'], mitre: ['T1552.007'] },
  fix: 'none',
  description:
    'Reported for every variable that is taken from a Secret, and for every Secret that is taken in whole by `envFrom`.',
  why: 'The environment is handed on to child processes, ends up in crash reports and debug pages, and is read from /proc by whoever runs as the same user; it also keeps its value when the Secret is rotated.',
  remedy: 'Mount the Secret as a file.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: DB_PASSWORD
          valueFrom:
            secretKeyRef:
              name: db
              key: password
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: db
          mountPath: /run/secrets/db
          readOnly: true
  volumes:
    - name: db
      secret:
        secretName: db
`,
  },
  *check({ container }) {
    for (const [i, { name, valueFrom }] of (container.spec.env ?? []).entries()) {
      const reference = valueFrom?.secretKeyRef
      if (!reference) continue
      yield {
        at: container.path('env', i, 'valueFrom', 'secretKeyRef'),
        message: `${name ?? 'a variable'} is taken from ${secretOf(reference.name)}`,
      }
    }
    for (const [i, { secretRef }] of (container.spec.envFrom ?? []).entries()) {
      if (!secretRef) continue
      yield {
        at: container.path('envFrom', i, 'secretRef'),
        message: `every key of ${secretOf(secretRef.name)} is a variable`,
      }
    }
  },
})

function secretOf(name: string | undefined): string {
  return name ? `the Secret ${name}` : 'a Secret'
}
