import { testRule } from '../../../test/rule-tester.ts'
import { secretInConfigmap } from './secret-in-configmap.ts'

const map = (data: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data:
${data}`

testRule(secretInConfigmap, {
  pass: [
    {
      name: 'settings about credentials',
      yaml: map('  PASSWORD_FILE: /run/secret\n  token.ttl: 30m\n  TOKEN: $(TOKEN)\n'),
    },
    {
      name: 'a certificate',
      yaml: map('  ca.crt: |\n    -----BEGIN CERTIFICATE-----\n    AAAA\n    -----END CERTIFICATE-----\n'),
    },
    {
      name: 'keys that the option leaves out',
      yaml: map('  password: tomatoes\n'),
      options: { ignore: ['^password$'] },
    },
    {
      name: 'the name of a Secret',
      yaml: `${map('  dbSecret: shop-db\n')}---\napiVersion: v1\nkind: Secret\nmetadata: { name: shop-db }\n`,
    },
    { name: 'binaryData and null', yaml: `${map('  password:\n')}binaryData: { password: dG9tYXRvZXM= }\n` },
    { name: 'data that is none', yaml: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: [password]\n' },
  ],
  fail: [
    {
      name: 'a telling key',
      yaml: map('  a: b\n  DB_PASSWORD: tomatoes\n'),
      at: ['data.DB_PASSWORD'],
      message: /^DB_PASSWORD is written out$/,
    },
    {
      name: 'a telling key with a line end',
      yaml: map('  DB_PASSWORD: |\n    tomatoes\n'),
      at: ['data.DB_PASSWORD'],
      message: /^DB_PASSWORD is written out$/,
    },
    {
      name: 'the name of a Secret of another namespace',
      yaml: `${map('  dbSecret: shop-db\n')}---\napiVersion: v1\nkind: Secret\nmetadata: { name: shop-db, namespace: other }\n`,
      at: ['data.dbSecret'],
    },
    {
      name: 'a name of the option, in a text too',
      yaml: map('  a.env: |\n    X=1\n    ZAUBERWORT=bitte\n  zauberwort: bitte\n'),
      options: { names: ['(?i)zauber'] },
      at: ['data["a.env"]', 'data.zauberwort'],
    },
    {
      name: 'items of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { password: tomatoes } }\n',
      at: ['items[0].data.password'],
      marked: ['password: tomatoes'],
    },
    {
      name: 'a private key',
      yaml: map('  id: |\n    -----BEGIN RSA PRIVATE KEY-----\n    AAAA\n'),
      at: ['data.id'],
      message: /private key/,
    },
    {
      name: 'a line of a text',
      yaml: map('  app.ini: |\n    [db]\n    host = db\n    password = tomatoes\n'),
      at: ['data["app.ini"]'],
      message: /sets password in its line 3$/,
    },
  ],
})
