import { documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { secretMint } from './secret-mint.ts'

testTechnique(secretMint, {
  raised: [
    {
      name: 'create and get',
      yaml: grantedIn('shop', rule('create get', 'secrets')),
      by: ['User alice'],
      grants: ['create secrets in rules[0] of Role shop/r', 'get secrets in rules[0] of Role shop/r'],
      text: /^Create a token Secret for any service account in shop, and read it$/,
    },
    { name: 'create and watch', yaml: grantedIn('shop', rule('create watch', 'secrets')), by: ['User alice'] },
    {
      name: 'create, and a pod that mounts it',
      yaml: grantedIn('shop', rule('create', 'secrets'), rule('create', 'pods')),
      by: ['User alice'],
    },
    {
      name: 'create everywhere and get in one namespace, only there',
      yaml: documents(
        namespaceAt('ops'),
        grantedEverywhere(rule('create', 'secrets')),
        grantedIn('shop', rule('get', 'secrets')),
      ),
      by: ['User alice'],
      text: /in shop,/,
    },
  ],
  not: [
    { name: 'create alone, whose answer shows no token', yaml: grantedIn('shop', rule('create', 'secrets')) },
    { name: 'get alone', yaml: grantedIn('shop', rule('get list watch', 'secrets')) },
    {
      name: 'create by name, which a POST never has',
      yaml: grantedIn('shop', rule('create get', 'secrets', { names: 'mine' })),
    },
    {
      name: 'each in another namespace',
      yaml: documents(grantedIn('shop', rule('create', 'secrets')), grantedIn('ops', rule('get', 'secrets'))),
    },
  ],
})
