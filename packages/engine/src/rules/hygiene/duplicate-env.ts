import type { ContainerSpec } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/**
 * A variable is set twice.
 *
 * Restricted fields: containers[*].env[*].name (init, sidecar, regular, ephemeral)
 * Allowed values:    names that differ
 */
export const duplicateEnv = defineRule({
  id: 'duplicate-env',
  title: 'Variable is set twice',
  severity: 'low',
  category: 'hygiene',
  visit: 'container',
  profile: 'default',
  frameworks: {},
  fix: 'safe',
  description:
    'Reported for each entry of `env` that a later one of the same name replaces. The fix removes it, unless an entry between the two refers to it as `$(NAME)`, which still sees the earlier value.',
  why: 'The earlier value looks as if it held, and does not.',
  remedy: 'Keep one of the two.',
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
        - name: PORT
          value: "8080"
        - name: PORT
          value: "9090"
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: PORT
          value: "9090"
`,
  },
  *check({ container }) {
    const env = container.spec.env ?? []
    const last = new Map(env.map(({ name }, i) => [name, i]))
    for (const [i, { name }] of env.entries()) {
      const winner = last.get(name) ?? i
      if (name === undefined || winner === i) continue
      yield {
        at: container.path('env', i),
        message: `${name} is set again by a later entry, which counts`,
        fix: isUsedBetween(env, name, i, winner)
          ? {
              class: 'none',
              description: `Keep one of the two; entries between them use $(${name}) with the earlier value`,
            }
          : { description: 'Remove the earlier entry', changes: [remove(container.path('env', i))] },
      }
    }
  },
})

/** The kubelet expands variables in order, so that an entry sees the value set last before it. */
function isUsedBetween(env: NonNullable<ContainerSpec['env']>, name: string, from: number, to: number): boolean {
  return env.slice(from + 1, to + 1).some(({ value }) => value?.includes(`$(${name})`))
}
