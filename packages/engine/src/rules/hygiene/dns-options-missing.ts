import { defineRule } from '../rule.ts'

/**
 * A resolver option is not as wished.
 *
 * Wanted fields:  spec.dnsConfig.options[*]
 * Allowed values: an entry with the option name, and the option value unless that is empty
 */
export const dnsOptionsMissing = defineRule({
  id: 'dns-options-missing',
  title: 'DNS option is not set',
  severity: 'info',
  category: 'hygiene',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    name: { type: 'string', default: 'ndots', description: 'The option of the resolver' },
    value: { type: 'string', default: '2', description: 'The value it should have; any when empty' },
  },
  description:
    'Reported for pods whose `dnsConfig.options` lack the entry that the options `name` and `value` name: `ndots` of 2 unless set. Pods with `dnsPolicy: Default` are left out: the resolver of their node is used.',
  why: 'With the usual ndots of 5 a name such as api.example.com is first asked for under every search domain of the cluster, up to ten queries for one.',
  remedy: 'Set the option under dnsConfig, or write names with a dot at the end.',
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
  dnsConfig:
    options:
      - name: ndots
        value: "2"
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload, options }) {
    const { dnsConfig, dnsPolicy } = workload.pod.spec
    if (dnsPolicy === 'Default') return
    const found = dnsConfig?.options?.find(({ name }) => name === options.name)
    if (found && (options.value === '' || found.value === options.value)) return
    yield {
      at: workload.pod.specPath('dnsConfig', 'options'),
      message: found
        ? `${options.name} is ${found.value ?? 'not given'}, not ${options.value}`
        : `${options.name} is not set`,
      fix: {
        description: `Set ${options.name} under dnsConfig.options`,
        needs: 'that names are written so that it suits them',
      },
    }
  },
})
