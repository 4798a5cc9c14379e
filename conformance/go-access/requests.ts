import fc, { type Arbitrary } from 'fast-check'

/** A request as it is sent, apart from its body. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
}

export function rawText({ method, url, headers }: Sent): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${url} HTTP/1.1\r\nHost: server\r\n${lines.join('')}\r\n`
}

const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts)
const joined = (separator: string, part: Arbitrary<string>, maxLength: number) =>
  fc.array(part, { maxLength }).map((parts) => parts.join(separator))

const method = fc.oneof(
  { weight: 3, arbitrary: oneOf('GET', 'DELETE') },
  { weight: 1, arbitrary: oneOf('HEAD', 'POST', 'PUT', 'PATCH', 'OPTIONS', 'get', 'constructor') },
)
const segment = oneOf(
  'namespaces',
  'shop',
  'pods',
  'status',
  'finalize',
  'watch',
  'proxy',
  'log',
  '',
  'a%2Fb',
  '%ff',
  '100%',
  '%zz',
  'a+b',
)
const prefix = oneOf(
  '/api/v1',
  '/api/v1',
  '/apis/apps/v1',
  '/apis/apps/v1',
  '/api',
  '/apis',
  '//api/v1',
  '/healthz',
  '',
)

const term = fc.oneof(
  fc
    .tuple(
      oneOf('metadata.name', 'metadata.name', 'spec.nodeName', 'in', 'a', 'a/b', 'A.io/b', ''),
      oneOf('=', '==', '!=', '>', '<', ' in ', ' notin ', '!', '===', ''),
      oneOf(
        'web',
        'b',
        'in',
        '1',
        '-1',
        '(a,b)',
        '(,)',
        '()',
        '(a b)',
        '',
        'a=b',
        'a\\=b',
        'a\\',
        '..',
        'a/b',
        '%',
        '\0',
        'ä',
      ),
    )
    .map((parts) => parts.join('')),
  joined('', oneOf('a', 'b', '=', '!', ',', '(', ')', 'in', ' ', '\\', '\0', '>', '<', 'notin', '9'), 7),
)
const selector = joined(',', term, 3)
const value = fc.oneof(
  { weight: 2, arbitrary: selector },
  {
    weight: 1,
    arbitrary: oneOf('0', '1', 'false', 'FALSE', 'true', '', '-5', '+7', '007', '9223372036854775808', '1_0', '1e3'),
  },
)
const written = value.chain((text) =>
  fc.constantFrom(
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%3D', '='),
    '%zz',
    ';',
  ),
)
const key = oneOf('watch', 'fieldSelector', 'fieldSelector', 'labelSelector', 'limit', 'timeoutSeconds', 'w%61tch', 'x')
const parameter = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(key, written).map((parts) => parts.join('=')) },
  { weight: 1, arbitrary: fc.oneof(key, oneOf('', '=', 'a;b=c')) },
)

export const url: Arbitrary<string> = fc
  .record({
    before: prefix,
    path: joined('/', segment, 6),
    query: fc.option(joined('&', parameter, 4)),
    end: oneOf('', '/', '?'),
  })
  .map(({ before, path, query, end }) => `${before}/${path}${query === null ? end : `?${query}`}`)

export const anyRequest: Arbitrary<Sent> = fc.record({ method, url, headers: fc.constant([]) })

/** URLs that every server reads, for questions that come after that. */
const plainUrl = oneOf(
  '/api/v1/namespaces/shop/pods?limit=5',
  '/api/v1/namespaces/shop/pods/web/log',
  '/api/v1/nodes/n1',
  '/apis/apps/v1/deployments?watch=1&fieldSelector=metadata.name%3Dweb',
  '/api/v1/namespaces/shop',
  '/healthz',
  '/logs/kubelet.log',
)

const user = oneOf(
  'bob',
  'system:anonymous',
  'system:serviceaccount:shop:cart',
  'system:serviceaccount:shop:a.b',
  'system:node:n1',
  'system:serviceaccount:Shop:cart',
  'system:serviceaccount:shop:a:b',
  'system:serviceaccount:shop:',
  'system:node:',
  'system:node:N1',
  'system:node:n2',
  `system:node:${'n'.repeat(254)}`,
  'system:serviceaccount::x',
  '<b&"b">',
  '',
)
const group = oneOf('ops', 'dev', 'system:authenticated', 'system:unauthenticated', 'system:masters', '', 'a', 'b')
const extra = fc
  .tuple(
    oneOf(
      'Scopes',
      'acme.com%2Fteam',
      'ACME.com%2fteam',
      'acme.com%2f%54eam',
      '%41cme.com%2Fx',
      '100%zz',
      '',
      'a%2f',
      '%2Fa',
      'a_b%2Fc',
      'acme.com%2Fa%20b',
      'acme.com%2f%c3%a4',
    ),
    fc.array(oneOf('x', 'y', '', 'z'), { minLength: 1, maxLength: 5 }),
  )
  .map(([of, values]) => values.map((each): [string, string] => [`Impersonate-Extra-${of}`, each]))

const maybe = <Item>(items: Arbitrary<Item[]>): Arbitrary<Item[]> => fc.option(items).map((found) => found ?? [])

/** One header of extras at most: with more, the server goes through them in any order. */
const headers = fc
  .record({
    users: fc
      .array(user, { maxLength: 2 })
      .chain((users) => oneOf('Impersonate-User', 'IMPERSONATE-user').map((of) => [users, of] as const)),
    groups: maybe(fc.array(group, { maxLength: 6 })),
    uids: maybe(fc.array(oneOf('7', ''), { maxLength: 2 })),
    extras: maybe(extra),
  })
  .map(({ users: [users, of], groups, uids, extras }) => [
    ...users.map((each): [string, string] => [of, each]),
    ...groups.map((each): [string, string] => ['Impersonate-Group', each]),
    ...uids.map((each): [string, string] => ['Impersonate-Uid', each]),
    ...extras,
  ])

export const impersonatingRequest: Arbitrary<Sent> = fc.record({ method, url: plainUrl, headers })
export const plainRequest: Arbitrary<Sent> = fc.record({ method, url: plainUrl, headers: fc.constant([]) })

const node = 'authentication.kubernetes.io/node-name'
export const requester = fc.record({
  name: oneOf('ann', 'system:serviceaccount:kube-system:agent', 'system:node:n1', ''),
  uid: oneOf('', '3'),
  groups: fc.array(oneOf('ops', 'dev'), { maxLength: 2 }),
  extra: oneOf('n1', 'n2', 'n1 n1', '').map(
    (names): Record<string, string[]> => (names === '' ? {} : { 'b.io/x': ['1'], [node]: names.split(' ') }),
  ),
})
