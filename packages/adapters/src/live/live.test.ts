import { writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { emptyKubeconfig, serve, status, temporaryFolder } from '../../test/api-server.ts'
import { connect, loadCluster, readCluster } from './index.ts'

beforeAll(() => void vi.stubEnv('KUBECONFIG', emptyKubeconfig))

const discovery = (path: string) => ({
  kind: 'APIGroupDiscoveryList',
  items:
    path === '/api'
      ? [
          {
            metadata: {},
            versions: [
              {
                version: 'v1',
                resources: [
                  { resource: 'pods', responseKind: { kind: 'Pod' }, scope: 'Namespaced', verbs: ['list', 'get'] },
                  { resource: 'secrets', responseKind: { kind: 'Secret' }, scope: 'Namespaced', verbs: ['list'] },
                  { resource: 'namespaces', responseKind: { kind: 'Namespace' }, scope: 'Cluster', verbs: ['list'] },
                  { resource: 'bindings', responseKind: { kind: 'Binding' }, scope: 'Namespaced', verbs: ['create'] },
                ],
              },
            ],
          },
        ]
      : [
          { metadata: { name: 'broken.example' }, versions: [{ version: 'v1', freshness: 'Stale' }] },
          {
            metadata: { name: 'argoproj.io' },
            versions: [
              {
                version: 'v1alpha1',
                resources: [
                  { resource: 'rollouts', responseKind: { kind: 'Rollout' }, scope: 'Namespaced', verbs: ['list'] },
                ],
              },
            ],
          },
        ],
})

const pod = (name: string) => ({
  metadata: {
    name,
    namespace: 'shop',
    managedFields: [{}],
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'secret', own: 'yes' },
  },
  spec: { containers: [{ name: 'a', image: 'a:1' }] },
})

const read = (server: string, more: object = {}) => readCluster({ server, namespaces: [], ...more })

describe('a live cluster', () => {
  it('is read in pages, with the types that lists leave out, and without bookkeeping', async () => {
    const asked: string[] = []
    const server = await serve((request, _, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      asked.push(request.url ?? '')
      if (url.pathname !== '/api/v1/pods') return { items: null }
      return url.searchParams.get('continue') === 'next'
        ? { items: [pod('b')], metadata: {} }
        : { items: [pod('a')], metadata: { continue: 'next' } }
    })
    const { objects, gaps } = await read(server)
    expect(objects).toEqual(
      ['a', 'b'].map((name) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'shop', annotations: { own: 'yes' } },
        spec: pod(name).spec,
      })),
    )
    expect(gaps).toEqual([
      { kind: 'cluster', path: 'group broken.example', reason: 'broken.example/v1 does not answer' },
    ])
    expect(asked).toContain('/apis/argoproj.io/v1alpha1/rollouts?limit=500')
    expect(asked.some((path) => path.includes('bindings'))).toBe(false)
  })

  it('asks only for the names of token Secrets, never for values', async () => {
    let accept: string | undefined
    let query: URLSearchParams | undefined
    const server = await serve((request, _, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/secrets') return { items: [] }
      accept = request.headers.accept
      query = url.searchParams
      return { items: [{ metadata: { name: 't', namespace: 'shop' }, data: { token: 'c2VjcmV0' } }] }
    })
    const { objects } = await read(server)
    expect(accept).toMatch(/as=PartialObjectMetadataList/)
    expect(query?.get('fieldSelector')).toBe('type=kubernetes.io/service-account-token')
    expect(objects).toMatchObject([{ kind: 'Secret', type: 'kubernetes.io/service-account-token' }])
    expect(objects[0]).not.toHaveProperty('data')
  })

  it('says what it may not read', async () => {
    const server = await serve((_, response, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      return url.pathname.endsWith('pods') ? status(response, 403, 'Forbidden', 'pods is forbidden') : { items: [] }
    })
    const { notAudited } = await loadCluster({ server, namespaces: ['shop', 'ci'] })
    expect(notAudited).toContainEqual({ kind: 'cluster', path: 'pods in shop', reason: 'pods is forbidden' })
    expect(notAudited).toContainEqual({ kind: 'cluster', path: 'pods in ci', reason: 'pods is forbidden' })
  })

  it('begins a list anew that the server has lost', async () => {
    let lost = 0
    const server = await serve((_, response, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/pods') return { items: [] }
      if (!url.searchParams.has('continue')) return { items: [pod('a')], metadata: { continue: 'next' } }
      if (lost++ === 0) return status(response, 410, 'Expired', 'too old')
      return { items: [pod('b')] }
    })
    const { objects } = await read(server)
    expect(objects.map(({ metadata }) => (metadata as { name: string }).name)).toEqual(['a', 'b'])
  })

  it('goes on with the rest of a list as it is by now, where the server offers that', async () => {
    const asked: (string | null)[] = []
    const server = await serve((_, response, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/pods') return { items: [] }
      const token = url.searchParams.get('continue')
      asked.push(token)
      if (token === null) return { items: [pod('a')], metadata: { continue: 'next' } }
      if (token === 'next') return status(response, 410, 'Expired', 'too old', { metadata: { continue: 'later' } })
      return { items: [pod('b')] }
    })
    const { objects } = await read(server)
    expect(objects.map(({ metadata }) => (metadata as { name: string }).name)).toEqual(['a', 'b'])
    expect(asked).toEqual([null, 'next', 'later'])
  })

  it('is asked for a whole list where its pages are forgotten time and again', async () => {
    const limits: (string | null)[] = []
    const server = await serve((_, response, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/pods') return { items: [] }
      if (url.searchParams.has('continue')) return status(response, 410, 'Expired', 'too old')
      const limit = url.searchParams.get('limit')
      limits.push(limit)
      return limit === null ? { items: [pod('a'), pod('b')] } : { items: [pod('a')], metadata: { continue: 'next' } }
    })
    const { objects } = await read(server)
    expect(objects).toHaveLength(2)
    expect(limits).toEqual(['500', '500', '500', null])
  })

  it('may compress what it gives', async () => {
    const server = await serve((request, response, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/pods' || request.headers['accept-encoding'] !== 'gzip') return { items: [] }
      response.setHeader('content-encoding', 'gzip')
      return void response.end(gzipSync(JSON.stringify({ items: [pod('a')] })))
    })
    expect((await read(server)).objects).toHaveLength(1)
  })

  it('is asked no more than fifty times in a second, four at once', async () => {
    let [onTheirWay, most] = [0, 0]
    const times: number[] = []
    const held: (() => void)[] = []
    const server = await serve((_, response) => {
      times.push(performance.now())
      most = Math.max(most, ++onTheirWay)
      const answer = () => {
        onTheirWay--
        response.end('{}')
      }
      if (times.length < 4) held.push(answer)
      // A fifth would have come by then.
      else if (times.length === 4) setTimeout(() => [...held, answer].forEach((each) => each()), 200)
      else setTimeout(answer, 1)
    })
    const client = connect({ server })
    const began = performance.now()
    await Promise.all(Array.from({ length: 68 }, () => client.get('/api')))
    expect(most).toBe(4)
    // Without the rate they would be done soon after the first four; with a little room for timers that are early.
    expect((times.at(-1) ?? 0) - began).toBeGreaterThan((67 * 1000) / 50 - 100)
  })

  it('tells how far it is read, in long lists too', async () => {
    const server = await serve((_, __, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/pods') return { items: [] }
      return url.searchParams.has('continue')
        ? { items: [pod('b')] }
        : { items: [pod('a')], metadata: { continue: 'next' } }
    })
    const told: string[] = []
    await read(server, {
      onProgress: (done: number, total: number, kind: string) => told.push(`${done}/${total} ${kind}`),
    })
    expect(told.filter((line) => /pods \d/.test(line)).map((line) => line.replace(/^\d/, 'n'))).toEqual([
      'n/4 pods 1',
      'n/4 pods 2',
    ])
    expect(told.at(-1)).toMatch(/^4\/4 /)
  })

  it.each([
    ['as long as it asks', '0.6', 590],
    ['for a while of our own where it does not say', undefined, 390],
  ])('that is busy is waited for, %s', async (_, retryAfter, least) => {
    const times: number[] = []
    const server = await serve((__, response, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      if (url.pathname !== '/api/v1/pods' || times.push(performance.now()) > 1) return { items: [] }
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
      return status(response, 429, 'TooManyRequests', 'busy')
    })
    expect((await read(server)).gaps).toHaveLength(1)
    expect(times).toHaveLength(2)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(least)
  })

  it('is discovered group by group where the server knows no better', async () => {
    const server = await serve((_, response, url) => {
      switch (url.pathname) {
        case '/api':
          return { kind: 'APIVersions', versions: ['v1'] }
        case '/apis':
          return {
            kind: 'APIGroupList',
            groups: [
              { name: 'apps', preferredVersion: { groupVersion: 'apps/v1', version: 'v1' } },
              { name: 'gone.example', preferredVersion: { groupVersion: 'gone.example/v1', version: 'v1' } },
            ],
          }
        case '/api/v1':
          return {
            resources: [
              { name: 'pods', kind: 'Pod', namespaced: true, verbs: ['list'] },
              { name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['list'] },
            ],
          }
        case '/apis/apps/v1':
          return { resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true, verbs: ['list'] }] }
        case '/api/v1/pods':
          return { items: [pod('a')] }
        case '/apis/apps/v1/deployments':
          return { items: [{ metadata: { name: 'd' } }] }
        default:
          return status(response, 404, 'NotFound', 'no such group')
      }
    })
    const { objects, gaps } = await read(server)
    expect(objects.map(({ kind, apiVersion }) => `${apiVersion as string} ${kind as string}`)).toEqual([
      'v1 Pod',
      'apps/v1 Deployment',
    ])
    expect(gaps).toEqual([{ kind: 'cluster', path: 'group gone.example', reason: 'no such group' }])
  })

  it('is shown by the names that kubectl has', async () => {
    const server = await serve((_, __, url) => {
      if (url.pathname === '/api' || url.pathname === '/apis') return discovery(url.pathname)
      return url.pathname.endsWith('/rollouts')
        ? { items: [{ metadata: { name: 'r', namespace: 'shop' } }] }
        : { items: [] }
    })
    const { resources } = await loadCluster({ server, namespaces: [] })
    expect(resources.map(({ document }) => document.source.name)).toEqual(['shop/rollout.argoproj.io/r'])
  })

  it('is impersonated into, with a token', async () => {
    let headers: IncomingMessage['headers'] = {}
    const server = await serve((request, _, url) => {
      headers = request.headers
      return url.pathname === '/api' || url.pathname === '/apis' ? { kind: 'APIGroupDiscoveryList', items: [] } : {}
    })
    await read(server, { token: 'abc', as: 'ann', asGroup: ['ops', 'dev'] })
    expect(headers).toMatchObject({
      authorization: 'Bearer abc',
      'impersonate-user': 'ann',
      'impersonate-group': 'ops, dev',
    })
  })

  it('is impersonated into as the kubeconfig says, each part unless a flag says otherwise', async () => {
    const seen: unknown[] = []
    const server = await serve(({ headers }) => {
      const impersonated = Object.entries(headers).filter(([name]) => name.startsWith('impersonate-'))
      seen.push(Object.fromEntries(impersonated))
      return {}
    })
    const user = {
      token: 't',
      as: 'viewer',
      'as-groups': ['ops', 'dev'],
      'as-uid': 'u1',
      'as-user-extra': { 'example.com/why': ['a', 'b'] },
    }
    const fileOf = (written: object) => {
      const kubeconfig = join(temporaryFolder(), 'config')
      const config = {
        'current-context': 'c',
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
        clusters: [{ name: 'c', cluster: { server } }],
        users: [{ name: 'u', user: written }],
      }
      writeFileSync(kubeconfig, JSON.stringify(config))
      return kubeconfig
    }
    const kubeconfig = fileOf(user)
    await connect({ kubeconfig }).get('/a')
    await connect({ kubeconfig, as: 'ann', asGroup: ['sec'], asUid: 'u2' }).get('/a')
    const extra = { 'impersonate-extra-example.com%2fwhy': 'a, b' }
    expect(seen).toEqual([
      { 'impersonate-user': 'viewer', 'impersonate-group': 'ops, dev', 'impersonate-uid': 'u1', ...extra },
      { 'impersonate-user': 'ann', 'impersonate-group': 'sec', 'impersonate-uid': 'u2', ...extra },
    ])
    await connect({ kubeconfig: fileOf({ ...user, as: undefined }) }).get('/a')
    expect(seen[2]).toEqual({})
    vi.stubEnv('KUBECONFIG', kubeconfig)
    await connect({}).get('/a')
    expect(seen[3]).toEqual(seen[0])
  })

  it('is asked with a name and a password, and for answers that are not compressed', async () => {
    let headers: IncomingMessage['headers'] = {}
    const server = await serve((request) => {
      headers = request.headers
      return {}
    })
    await connect({ server, username: 'ann', password: 'p:w', disableCompression: true }).get('/a')
    expect(headers.authorization).toBe(`Basic ${Buffer.from('ann:p:w').toString('base64')}`)
    expect(headers['accept-encoding']).toBeUndefined()
  })

  it.each([
    ['does not answer', () => Promise.resolve('http://127.0.0.1:1'), /127\.0\.0\.1:1 does not answer/],
    [
      'refuses',
      () => serve((_, response) => status(response, 401, 'Unauthorized', 'Unauthorized')),
      /Unauthorized; are the credentials/,
    ],
    ['is no API server', () => serve(() => '<html>'), /gave no JSON/],
    ['takes too long', () => serve(() => undefined), /no answer within 0\.2 s/, '200ms'],
  ])('%s: said so', async (_, start, message, requestTimeout = '10s') => {
    const server = await start()
    await expect(read(server, { requestTimeout })).rejects.toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(message),
    })
  })

  it.each([
    [{ context: 'nowhere' }, /no context "nowhere"/],
    [{ asGroup: ['ops'] }, /need --as/],
    [{ server: 'http://a b' }, /no address/],
    [{ server: 'http://127.0.0.1:1', requestTimeout: 'soon' }, /"soon" is no time/],
    [{ server: 'http://127.0.0.1:1', certificateAuthority: '/nowhere.pem' }, /cannot read \/nowhere\.pem/],
  ])('refuses %j', async (options, message) => {
    await expect(readCluster({ namespaces: [], ...options })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    })
  })
})
