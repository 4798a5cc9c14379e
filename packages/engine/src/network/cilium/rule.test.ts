import { describe, expect, it } from 'vitest'
import {
  agent,
  client,
  clusterwide,
  judge,
  outside,
  policy,
  problemsOf,
  server,
  withPolicies,
} from '../../../test/cilium-world.ts'

const subject = 'endpointSelector: { matchLabels: { app: server } }'
const ingress = (rule: string) => withPolicies(policy(`{ ${subject}, ingress: [${rule}] }`))
const egress = (rule: string) => withPolicies(policy(`{ endpointSelector: {}, egress: [${rule}] }`))

describe('an empty rule', () => {
  it('allows nothing, unlike that of a NetworkPolicy', () => {
    expect(judge(ingress('{}'), client, server)).toBe('deny')
    expect(judge(ingress('{ toPorts: [] }'), client, server)).toBe('deny')
    expect(problemsOf(ingress('{}'))).toEqual([])
  })

  it('denies nothing', () => {
    const network = withPolicies(policy(`{ ${subject}, ingress: [{ fromEntities: [all] }], ingressDeny: [{}] }`))
    expect(judge(network, client, server)).toBe('allow')
  })
})

describe('toGroups', () => {
  const group = 'toGroups: [{ aws: { securityGroupsIds: [sg-1] } }]'

  it('allow nothing that is known, and are reported', () => {
    const network = egress(`{ ${group} }`)
    expect(judge(network, client, outside)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining("provider's group")])
  })

  it('may deny anything', () => {
    const network = withPolicies(
      policy(`{ endpointSelector: {}, egress: [{ toEntities: [all] }], egressDeny: [{ ${group} }] }`),
    )
    expect(judge(network, client, outside)).toBe('deny')
  })
})

describe('toNodes', () => {
  const rule = '{ toNodes: [{ matchLabels: { zone: b } }] }'
  const settings = (on: boolean) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: cilium-config, namespace: kube-system }
data: { enable-node-selector-labels: "${on}" }
`
  const spec = policy(`{ endpointSelector: {}, egress: [${rule}] }`)

  it('mean nodes by their labels', () => {
    const network = withPolicies(spec, settings(true))
    expect(judge(network, client, { node: 'two' })).toBe('allow')
    expect(judge(network, client, agent)).toBe('allow')
    expect(judge(network, client, { node: 'one' })).toBe('deny')
    expect(problemsOf(network)).toEqual([])
  })

  it('are refused without the setting, and reported where that is not known', () => {
    const off = withPolicies(spec, settings(false))
    expect(judge(off, client, { node: 'two' })).toBe('deny')
    expect(problemsOf(off)).toEqual([expect.stringContaining('enable-node-selector-labels')])
    expect(judge(withPolicies(spec), client, { node: 'two' })).toBe('allow')
    expect(problemsOf(withPolicies(spec))).toEqual([expect.stringContaining('which is not in the input')])
  })
})

describe('authentication', () => {
  const rule = (mode: string) => `{ fromEndpoints: [{}], authentication: { mode: ${mode} } }`

  it('that is required is a condition', () => {
    const verdict = ingress(rule('required')).verdict(client, server, { port: 80 })
    expect(verdict.verdict).toBe('allow')
    expect(verdict.conditions).toEqual(['mutual authentication of both ends'])
    expect(verdict.reasons).toContain('It lets through only mutual authentication of both ends.')
  })

  it('is required though another rule allows without', () => {
    const network = ingress(`${rule('required')}, { fromEntities: [all] }`)
    expect(network.verdict(client, server, { port: 80 }).conditions).toEqual(['mutual authentication of both ends'])
  })

  it('that is disabled is none, and one that always fails lets nothing through', () => {
    expect(ingress(rule('disabled')).verdict(client, server, { port: 80 }).conditions).toEqual([])
    expect(judge(ingress(rule('test-always-fail')), client, server)).toBe('deny')
  })
})

describe('what the API refuses', () => {
  it.each([
    ['{ fromEndpoints: [{}], fromEntities: [world] }', 'fromEndpoints and fromEntities cannot be combined'],
    ['{ fromRequires: [{ matchLabels: { a: b } }] }', 'spec.ingress.0.fromRequires: has been removed from the API'],
    ['{ fromEndpoint: [{}] }', 'a rule of ingress has no such field'],
    ['{ toEndpoints: [{}] }', 'a rule of ingress has no such field'],
    ['{ fromEndpoints: [{}], authentication: { mode: maybe } }', 'is no mode: "maybe"'],
    ['{ icmps: [{ fields: [{ family: IPv5, type: 8 }] }] }', 'is IPv4 or IPv6'],
  ])('%s allows nothing, and is reported', (rule, message) => {
    const network = ingress(rule)
    expect(judge(network, client, server)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining(message)])
    expect(problemsOf(network)[0]).toContain('the rule is taken to allow nothing')
  })

  it('is taken for a denial of everything in rules that deny', () => {
    const network = withPolicies(
      policy(
        `{ ${subject}, ingress: [{ fromEntities: [all] }], ingressDeny: [{ fromEndpoints: [{ matchLabels: { a: b } }], fromCIDR: [10.0.0.0/8] }] }`,
      ),
    )
    expect(judge(network, client, server)).toBe('deny')
    expect(problemsOf(network)[0]).toContain('all is taken for denied')
  })

  it('includes names and authentication in rules that deny', () => {
    const deny = (rule: string) =>
      problemsOf(withPolicies(clusterwide(`{ endpointSelector: {}, egressDeny: [${rule}] }`)))
    expect(deny('{ toFQDNs: [{ matchName: example.com }] }')).toEqual([expect.stringContaining('names can be allowed')])
    expect(deny('{ toEndpoints: [{}], authentication: { mode: required } }')).toEqual([
      expect.stringContaining('has no such field'),
    ])
  })

  it('leaves the other rules of the policy as they are', () => {
    const network = ingress('{ fromRequires: [{}] }, { fromEndpoints: [{}] }')
    expect(judge(network, client, server)).toBe('allow')
  })

  it('never throws on what is of another type', () => {
    for (const odd of ['5', 'text', '[]', 'null', '{ fromEndpoints: 5 }', '{ toPorts: [5, null], fromCIDR: [5] }'])
      expect(['allow', 'deny']).toContain(judge(ingress(odd), client, server))
  })
})
