import fc from 'fast-check'
import type { AuditPolicy } from '../../packages/engine/src/evidence/index.ts'

const list = (...texts: readonly string[]) =>
  fc.oneof(fc.constant(undefined), fc.array(fc.constantFrom(...texts), { maxLength: 3 }))
const stages = list('RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic')

const resources = fc.record({
  group: fc.constantFrom('', 'apps', '*'),
  resources: list('pods', 'pods/log', '*/log', 'pods/*', '*', 'po*', '*/', '/*', 'deployments', 'nodes', 'namespaces'),
  resourceNames: list('web', 'n1', '', '*'),
})

const rule = fc.record({
  level: fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'),
  users: list('ann', 'bob', '', '*'),
  userGroups: list('ops', 'dev', 'qa', '*'),
  verbs: list('get', 'list', 'watch', 'delete', 'create', '*'),
  namespaces: list('shop', '', '*'),
  resources: fc.oneof(fc.constant(undefined), fc.array(resources, { maxLength: 2 })),
  nonResourceURLs: list('/healthz', '/logs*', '/logs/**', '*', '/*/kubelet.log', '/api*'),
  omitStages: stages,
})

/** Policies of every kind, also those that a server would not start with. */
export const policy: fc.Arbitrary<AuditPolicy> = fc.record({
  rules: fc.array(rule, { maxLength: 5 }),
  omitStages: stages,
})
