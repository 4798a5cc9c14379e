import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { crdConversion } from './crd-conversion.ts'

const resource = 'customresourcedefinitions.apiextensions.k8s.io'

testTechnique(crdConversion, {
  raised: [
    { name: 'creating one', yaml: may('create', resource), by: ['User alice'], text: /^Convert / },
    {
      name: 'changing one by name',
      yaml: may('patch', resource, { names: 'carts.shop.example' }),
      by: ['User alice'],
      grants: [/^patch customresourcedefinitions in rules/],
      text: /carts.shop.example/,
    },
  ],
  not: [
    { name: 'reading and deleting them', yaml: may('get list watch delete', resource) },
    {
      name: 'create with a name, which a POST does not have',
      yaml: may('create', resource, { names: 'carts.shop.example' }),
    },
    { name: 'a Role, which reaches nothing of the cluster', yaml: mayIn('shop', '*', resource) },
    {
      name: 'their status, which is a resource of its own',
      yaml: may('update', 'customresourcedefinitions.apiextensions.k8s.io/status'),
    },
    { name: 'the core group', yaml: may('*', 'customresourcedefinitions') },
  ],
})
