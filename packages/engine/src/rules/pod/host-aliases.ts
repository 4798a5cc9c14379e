import { defineRule } from '../rule.ts'

/**
 * The pod adds names to its own /etc/hosts.
 *
 * Restricted fields: spec.hostAliases
 * Allowed values:    undefined, empty
 */
export const hostAliases = defineRule({
  id: 'host-aliases',
  title: 'Pod resolves names past DNS',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when `hostAliases` has entries; they are written to `/etc/hosts` of every container and win over DNS.',
  why: 'A name that is fixed here goes on leading to its address when the service has moved, and a changed entry leads its clients astray without a trace in DNS.',
  remedy:
    'Give the name through DNS: a Service with an ExternalName or EndpointSlices, or the zone that it belongs to.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: billing
spec:
  hostAliases:
    - ip: 192.0.2.10
      hostnames: [ledger.example]
  containers:
    - name: billing
      image: registry.example/billing:7.4.1
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: billing
spec:
  containers:
    - name: billing
      image: registry.example/billing:7.4.1
`,
  },
  *check({ workload }) {
    const aliases = workload.pod.spec.hostAliases ?? []
    if (aliases.length === 0) return
    const names = aliases.flatMap((alias) => alias.hostnames ?? [])
    const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names
    yield {
      at: workload.pod.specPath('hostAliases'),
      message:
        names.length === 0 ? 'hostAliases has entries' : `hostAliases fixes the addresses of ${shown.join(', ')}`,
    }
  },
})
