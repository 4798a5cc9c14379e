import { describe, expect, it } from 'vitest'
import { bound, documents, grantedEverywhere, grantedIn, ofApiServer, rule } from '../../../test/grants.ts'
import { pathsOf } from '../../../test/takeover-of.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { impersonateConstrained } from './impersonate-constrained.ts'

const group = 'authentication.k8s.io'
const whom = rule('impersonate:user-info', 'users', { group, names: 'bob' })
const what = rule('impersonate-on:user-info:list', 'pods')

testTechnique(impersonateConstrained, {
  raised: [
    {
      name: 'both of a mode',
      yaml: grantedEverywhere(whom, what),
      by: ['User alice'],
      grants: [
        'impersonate:user-info users in rules[0] of ClusterRole wide',
        'impersonate-on:user-info:list pods in rules[1] of ClusterRole wide',
      ],
      text: /^Make the requests that are allowed so as another identity$/,
    },
    {
      name: 'what is asked for in one namespace',
      yaml: documents(grantedEverywhere(whom), grantedIn('shop', what)),
      by: ['User alice'],
    },
    {
      name: 'accounts of one namespace',
      yaml: grantedIn(
        'shop',
        rule('impersonate:serviceaccount', 'serviceaccounts', { group }),
        rule('impersonate-on:serviceaccount:get', 'secrets'),
      ),
      by: ['User alice'],
    },
    {
      name: 'the node of the own pod, asked about as a star',
      yaml: grantedEverywhere(
        rule('impersonate:associated-node', 'nodes', { group, names: '*' }),
        rule('impersonate-on:associated-node:get', 'pods'),
      ),
      by: ['User alice'],
    },
    {
      name: 'every verb, which holds all modes',
      yaml: grantedEverywhere(rule('*', '*', { group: '*' })),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'the identity alone', yaml: grantedEverywhere(whom) },
    { name: 'the requests alone', yaml: grantedEverywhere(what) },
    {
      name: 'two modes',
      yaml: grantedEverywhere(whom, rule('impersonate-on:arbitrary-node:list', 'pods')),
    },
    { name: 'both before v1.36', yaml: grantedEverywhere(whom, what), minor: 35 },
    {
      name: 'users in the core group',
      yaml: grantedEverywhere(rule('impersonate:user-info', 'users'), what),
    },
    {
      name: 'the own node restricted to its name, as a star is asked about',
      yaml: grantedEverywhere(
        rule('impersonate:associated-node', 'nodes', { group, names: 'n1' }),
        rule('impersonate-on:associated-node:get', 'pods'),
      ),
    },
    { name: 'users in a Role', yaml: grantedIn('shop', whom, what) },
    {
      name: 'a star behind the mode, which is the verb of no request',
      yaml: grantedEverywhere(whom, rule('impersonate-on:user-info:*', 'pods')),
    },
  ],
})

describe('whoever may impersonate some for some requests', () => {
  const everything = [rule('*', '*', { group: '*' })]
  const boss = bound(everything, { name: 'boss', account: 'ops/boss' })
  const account = rule('impersonate:serviceaccount', 'serviceaccounts', { group })
  const on = (verbs: string, resources: string, mode = 'serviceaccount', groups = '*') =>
    rule(verbs.replaceAll(/\S+/g, `impersonate-on:${mode}:$&`), resources, { group: groups })
  const targetsOf = (...parts: readonly string[]) =>
    pathsOf(documents(ofApiServer, ...parts)).flatMap(({ start, target, techniques }) =>
      start === 'user alice' && techniques.includes('IMPERSONATE-CONSTRAINED') ? [target] : [],
    )
  const all = ['cluster-admin', 'node', 'cluster-secrets', 'namespace-secrets']
  const secrets = ['cluster-secrets', 'namespace-secrets']

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['makes bindings as one who may', [boss, grantedEverywhere(account, on('create', '*'))], all],
    ['lists Secrets as one who may', [boss, grantedEverywhere(account, on('list', 'secrets'))], secrets],
    ['reaches nothing by requests that lead nowhere', [boss, grantedEverywhere(account, on('get', 'nodes'))], []],
    [
      'reaches nothing by what the other may not do',
      [bound([rule('list', 'pods')], { name: 'few', account: 'ops/few' }), grantedEverywhere(account, on('list', '*'))],
      [],
    ],
    [
      'reaches as far as both rules go',
      [bound([rule('*', 'secrets')], { name: 'few', account: 'ops/few' }), grantedEverywhere(account, on('list', '*'))],
      secrets,
    ],
    [
      'asks in the namespace that the requests are granted in',
      [boss, grantedEverywhere(account), grantedIn('shop', on('list', 'secrets'))],
      ['namespace-secrets'],
    ],
    [
      'acts as accounts of the namespace that it is granted in',
      [boss, grantedIn('ops', account), grantedEverywhere(on('list', 'secrets'))],
      secrets,
    ],
    [
      'acts as no account of another namespace',
      [boss, grantedIn('shop', account), grantedEverywhere(on('list', 'secrets'))],
      [],
    ],
    [
      'acts as no other account than it is named',
      [
        boss,
        grantedEverywhere(
          rule('impersonate:serviceaccount', 'serviceaccounts', { group, names: 'other' }),
          on('list', 'secrets'),
        ),
      ],
      [],
    ],
    ['reaches nothing by a star behind the mode', [boss, grantedEverywhere(account, on('*', 'secrets'))], []],
    ['needs the requests in the same mode', [boss, grantedEverywhere(account, on('list', 'secrets', 'user-info'))], []],
    [
      'acts as a user',
      [
        bound(everything, { name: 'root', user: 'bob' }),
        grantedEverywhere(rule('impersonate:user-info', 'users', { group }), on('list', 'secrets', 'user-info')),
      ],
      secrets,
    ],
    [
      'acts as a group with any user',
      [
        bound(everything, { name: 'root', group: 'admins' }),
        grantedEverywhere(rule('impersonate:user-info', 'users groups', { group }), on('list', '*', 'user-info')),
      ],
      secrets,
    ],
    [
      'acts as no group without a user',
      [
        bound(everything, { name: 'root', group: 'admins' }),
        grantedEverywhere(rule('impersonate:user-info', 'groups', { group }), on('list', '*', 'user-info')),
      ],
      [],
    ],
    [
      'never acts as system:masters',
      [
        bound(everything, { name: 'root', group: 'system:masters' }),
        grantedEverywhere(rule('impersonate:user-info', 'users groups', { group }), on('list', '*', 'user-info')),
      ],
      [],
    ],
  ])('%s', (_, parts, expected) => expect(targetsOf(...parts)).toEqual(expected))

  it('is told with the rules on the way', () => {
    const path = pathsOf(documents(ofApiServer, boss, grantedEverywhere(account, on('list', 'secrets')))).find(
      ({ start, target }) => start === 'user alice' && target === 'cluster-secrets',
    )
    expect(path?.techniques).toEqual(['IMPERSONATE-CONSTRAINED', 'SECRET-LIST'])
    expect(path?.grants).toEqual([
      'user alice in ClusterRoleBinding wide',
      'impersonate:serviceaccount serviceaccounts in rules[0] of ClusterRole wide',
      'impersonate-on:serviceaccount:list secrets in rules[1] of ClusterRole wide',
      'service account ops/boss in ClusterRoleBinding boss-binding',
      'list secrets in rules[0] of ClusterRole boss, as far as impersonate-on:serviceaccount lets user alice use it',
    ])
  })
})
