import { describe, expect, it } from 'vitest'
import { allowancesIn, type Ask } from './allowances.ts'
import type { PolicyRule } from './objects.ts'
import { RuleList } from './rule-list.ts'

const core = (resources: string[], verbs: string[], resourceNames?: string[]): PolicyRule => ({
  apiGroups: [''],
  resources,
  verbs,
  resourceNames,
})
const ask = (resource: string, ...verbs: string[]): Ask => ({ verbs, group: '', resources: [resource] })

describe('allowancesIn', () => {
  it.each<[string, PolicyRule, Ask]>([
    ['pods/* is no pattern', core(['pods/*'], ['create']), ask('pods/exec', 'create')],
    ['a resource does not hold its subresources', core(['pods'], ['*']), ask('pods/exec', 'create')],
    ['*/sub holds no resource', core(['*/exec'], ['*']), ask('exec', 'create')],
    ['create by POST carries no name', core(['pods'], ['create'], ['web']), ask('pods', 'create')],
    [
      'deletecollection carries no name',
      core(['pods'], ['deletecollection'], ['web']),
      ask('pods', 'deletecollection'),
    ],
    ['delete is not deletecollection', core(['pods'], ['delete']), ask('pods', 'deletecollection')],
    ['update is not patch', core(['pods'], ['update']), ask('pods', 'patch')],
    ['status is a resource of its own', core(['pods'], ['update']), ask('pods/status', 'update')],
    ['case counts', core(['pods'], ['GET']), ask('pods', 'get')],
    ['core is the empty group', { ...core(['pods'], ['get']), apiGroups: ['core', 'v1'] }, ask('pods', 'get')],
    [
      'old groups are not where things moved',
      { ...core(['deployments'], ['get']), apiGroups: ['extensions'] },
      { ...ask('deployments', 'get'), group: 'apps' },
    ],
    ['the empty name holds what has none', core(['secrets'], ['get'], ['']), ask('secrets', 'get')],
    [
      'other names than those asked about',
      core(['configmaps'], ['patch'], ['a']),
      { ...ask('configmaps', 'patch'), names: ['coredns'] },
    ],
    [
      'names, where every object is asked about',
      core(['secrets'], ['get'], ['a']),
      { ...ask('secrets', 'get'), everyName: true },
    ],
    ['nothing in a rule', { verbs: null, resources: null }, ask('pods', 'get')],
    ['URLs are no resources', { nonResourceURLs: ['*'], verbs: ['*'] }, ask('pods', 'get')],
  ])('finds nothing: %s', (_, rule, asked) => {
    expect(allowancesIn(new RuleList([rule]), asked)).toEqual([])
  })

  it.each<[string, PolicyRule[], Ask, { verbs: string[]; names?: string[] }]>([
    ['*/exec', [core(['*/exec'], ['create'])], ask('pods/exec', 'create'), { verbs: ['create'] }],
    ['* holds subresources', [core(['*'], ['get'])], ask('nodes/proxy', 'get', 'create'), { verbs: ['get'] }],
    [
      '* as a verb holds words of its own',
      [core(['users'], ['*'])],
      ask('users', 'impersonate'),
      { verbs: ['impersonate'] },
    ],
    ['watch beside list', [core(['secrets'], ['watch'])], ask('secrets', 'get', 'list', 'watch'), { verbs: ['watch'] }],
    [
      'list by a field selector',
      [core(['secrets'], ['list'], ['a'])],
      ask('secrets', 'list'),
      { verbs: ['list'], names: ['a'] },
    ],
    [
      'the name of a subresource',
      [core(['pods/exec'], ['create'], ['a'])],
      ask('pods/exec', 'create'),
      { verbs: ['create'], names: ['a'] },
    ],
    ['the empty name lists all', [core(['secrets'], ['list'], ['', 'a'])], ask('secrets', 'list'), { verbs: ['list'] }],
    [
      'the empty name beside others',
      [core(['secrets'], ['get'], ['', 'a'])],
      ask('secrets', 'get'),
      { verbs: ['get'], names: ['a'] },
    ],
    ['the empty name creates', [core(['pods'], ['create'], [''])], ask('pods', 'create'), { verbs: ['create'] }],
    [
      'apply creates by name',
      [core(['pods'], ['create', 'patch'], ['a'])],
      ask('pods', 'create'),
      { verbs: ['create'], names: ['a'] },
    ],
    [
      'apply by another rule',
      [core(['pods'], ['create'], ['a']), core(['pods'], ['patch'])],
      ask('pods', 'create'),
      { verbs: ['create'], names: ['a'] },
    ],
    [
      'a rule without names holds the names asked about',
      [core(['configmaps'], ['patch'])],
      { ...ask('configmaps', 'patch'), names: ['a'] },
      { verbs: ['patch'] },
    ],
    [
      'the names asked about',
      [core(['configmaps'], ['patch'], ['a', 'b'])],
      { ...ask('configmaps', 'patch'), names: ['b', 'c'] },
      { verbs: ['patch'], names: ['b'] },
    ],
  ])('finds %s', (_, rules, asked, expected) => {
    const [resource = ''] = asked.resources
    expect(allowancesIn(new RuleList(rules), asked)).toEqual([
      { index: 0, resources: [resource], names: undefined, ...expected },
    ])
  })

  it('never joins parts of several rules', () => {
    const rules = [core(['pods'], ['get']), core(['secrets'], ['create'])]
    expect(allowancesIn(new RuleList(rules), ask('secrets', 'get'))).toEqual([])
  })

  it('names every rule that allows it', () => {
    const rules = [core(['secrets'], ['get'], ['a']), core(['pods'], ['get']), core(['*'], ['list', 'get'])]
    expect(allowancesIn(new RuleList(rules), ask('secrets', 'get', 'list'))).toEqual([
      { index: 0, verbs: ['get'], resources: ['secrets'], names: ['a'] },
      { index: 2, verbs: ['get', 'list'], resources: ['secrets'], names: undefined },
    ])
  })
})
