import { appArmorAnnotations, isAppArmorValue } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * An AppArmor annotation has a value that the API server refuses.
 *
 * Restricted fields: metadata.annotations[container.apparmor.security.beta.kubernetes.io/*]
 * Allowed values:    runtime/default, unconfined, localhost/*
 */
export const apparmorBadValue = defineRule({
  id: 'apparmor-bad-value',
  title: 'AppArmor annotation has a bad value',
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  linux: true,
  profile: 'default',
  frameworks: { podSecurity: ['appArmorProfile'] },
  fix: 'safe',
  description:
    'Reported for each AppArmor annotation whose value is none of `runtime/default`, `unconfined` and `localhost/<profile>`. The API server refuses such a pod, so that none runs with it and the fix takes nothing away.',
  why: 'The pod cannot be created.',
  remedy: 'Write runtime/default, or use the field appArmorProfile.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime-default
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    for (const { value, at } of appArmorAnnotations(workload)) {
      if (isAppArmorValue(value)) continue
      yield {
        at,
        message: `${JSON.stringify(value)} is no AppArmor profile`,
        fix: { description: 'Write runtime/default', changes: [set(at, 'runtime/default')] },
      }
    }
  },
})
