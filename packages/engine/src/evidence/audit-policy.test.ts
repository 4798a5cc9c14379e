import { describe, expect, it } from 'vitest'
import { audited, type AuditedRequest, type AuditLevel, type AuditPolicyRule } from './audit-policy.ts'

const getPod: AuditedRequest = {
  user: { name: 'ann', groups: ['dev', 'ops'] },
  verb: 'get',
  resource: 'pods',
  namespace: 'shop',
  name: 'web',
  path: '/api/v1/namespaces/shop/pods/web',
  resourceRequest: true,
}
const getLog: AuditedRequest = { ...getPod, subresource: 'log' }
const getNode: AuditedRequest = { ...getPod, resource: 'nodes', namespace: '' }
const getLogs: AuditedRequest = { user: getPod.user, verb: 'get', path: '/logs/kubelet.log', resourceRequest: false }
const unknownUser: AuditedRequest = { ...getPod, user: undefined }

const level = (rule: AuditPolicyRule, request: AuditedRequest): AuditLevel =>
  audited({ rules: [{ level: 'Metadata', ...rule }] }, request).level
const resources = (...of: string[]): AuditPolicyRule => ({ resources: [{ resources: of }] })

describe('a rule matches', () => {
  it.each<[string, AuditPolicyRule, AuditedRequest]>([
    ['everything', {}, getPod],
    ['with empty lists, everything', { users: [], verbs: [], resources: [], nonResourceURLs: null }, getLogs],
    ['a user', { users: ['bob', 'ann'] }, getPod],
    ['a group', { userGroups: ['ops'] }, getPod],
    ['a verb', { verbs: ['get'] }, getLogs],
    ['a resource', resources('pods'), getPod],
    ['a subresource', resources('pods/log'), getLog],
    ['any resource', resources('*'), getLog],
    ['a subresource of any resource', resources('*/log'), getLog],
    ['any subresource', resources('pods/*'), getLog],
    ['a resource by its any subresource', resources('pods/*'), getPod],
    ['all of a group', { resources: [{ group: '' }] }, getLog],
    ['all groups', { resources: [{ group: '*' }] }, getNode],
    ['a name', { resources: [{ resources: ['pods'], resourceNames: ['web'] }] }, getPod],
    ['names only where resources are named', { resources: [{ resourceNames: ['db'] }] }, getPod],
    ['a namespace', { namespaces: ['shop'] }, getPod],
    ['what is in no namespace', { namespaces: [''] }, getNode],
    ['a URL', { nonResourceURLs: ['/logs/kubelet.log'] }, getLogs],
    ['URLs that start alike', { nonResourceURLs: ['/logs**'] }, getLogs],
    ['all URLs', { nonResourceURLs: ['*'] }, getLogs],
    ['resources, and URLs besides that never count', { ...resources('pods'), nonResourceURLs: ['/x'] }, getPod],
  ])('%s', (_, rule, request) => expect(level(rule, request)).toBe('Metadata'))
})

describe('a rule does not match', () => {
  it.each<[string, AuditPolicyRule, AuditedRequest]>([
    ['another user', { users: ['bob'] }, getPod],
    ['whoever is not known', { users: ['ann', ''] }, unknownUser],
    ['whoever is not known, by group', { userGroups: ['ops'] }, unknownUser],
    ['a star as user', { users: ['*'] }, getPod],
    ['a star as verb', { verbs: ['*'] }, getPod],
    ['a star as namespace', { namespaces: ['*'] }, getPod],
    ['a subresource by its resource', resources('pods'), getLog],
    ['a subresource by its own name', resources('log'), getLog],
    ['a resource by a subresource', resources('*/log'), getPod],
    ['a resource that starts alike', resources('po*'), getPod],
    ['another group', { resources: [{ group: 'apps' }] }, getPod],
    ['another name', { resources: [{ resources: ['*'], resourceNames: ['db'] }] }, getPod],
    ['another namespace', { namespaces: ['bank'] }, getPod],
    ['a URL where resources are named', { ...resources('*'), nonResourceURLs: ['*'] }, getLogs],
    ['a URL where namespaces are named', { namespaces: [''] }, getLogs],
    ['a resource where URLs are named', { nonResourceURLs: ['*'] }, getPod],
    ['another URL', { nonResourceURLs: ['/logs'] }, getLogs],
    ['a star within a URL', { nonResourceURLs: ['/*/kubelet.log'] }, getLogs],
  ])('%s', (_, rule, request) => expect(level(rule, request)).toBe('None'))
})

describe('a policy', () => {
  it('goes by the first rule that matches', () => {
    const rules: AuditPolicyRule[] = [
      { level: 'Request', users: ['bob'] },
      { level: 'None', verbs: ['get'] },
      { level: 'RequestResponse' },
    ]
    expect(audited({ rules }, getPod).level).toBe('None')
    expect(audited({ rules }, { ...getPod, verb: 'list' }).level).toBe('RequestResponse')
  })

  it('omits its own stages beside those of the rule', () => {
    const rules: AuditPolicyRule[] = [{ level: 'Request', verbs: ['get'], omitStages: ['Panic', 'RequestReceived'] }]
    const policy = { rules, omitStages: ['RequestReceived', 'ResponseStarted'] }
    expect(audited(policy, getPod).omitStages).toEqual(['RequestReceived', 'ResponseStarted', 'Panic'])
    expect(audited(policy, { ...getPod, verb: 'list' })).toEqual({
      level: 'None',
      omitStages: ['RequestReceived', 'ResponseStarted'],
    })
  })

  it('without rules audits nothing', () => {
    expect(audited({}, getPod)).toEqual({ level: 'None', omitStages: [] })
    expect(audited({ rules: null, omitStages: null }, getPod)).toEqual({ level: 'None', omitStages: [] })
  })
})
