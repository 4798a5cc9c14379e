import { beforeAll, describe, expect, it, vi } from 'vitest'
import { emptyKubeconfig, serve, status, until } from '../../test/api-server.ts'
import { readCluster } from './index.ts'

beforeAll(() => void vi.stubEnv('KUBECONFIG', emptyKubeconfig))

const kind = (resource: string, kindName: string) => ({
  resource,
  responseKind: { kind: kindName },
  scope: 'Namespaced',
  verbs: ['list'],
})
const groups = (items: unknown) => ({ kind: 'APIGroupDiscoveryList', items })
const core = (...resources: unknown[]) => groups([{ metadata: null, versions: [{ version: 'v1', resources }] }])
const services = { items: [{ metadata: { name: 's', namespace: 'shop' } }] }
const read = (server: string, more: object = {}) => readCluster({ server, namespaces: [], ...more })

/** A server that says what it serves, has one Service, and gives any answer to a list of Pods. */
function servePods(pods: unknown): Promise<string> {
  return serve((_, __, { pathname }) => {
    if (pathname === '/api') return core(kind('pods', 'Pod'), kind('services', 'Service'))
    if (pathname === '/apis') return groups([])
    return pathname === '/api/v1/pods' ? pods : services
  })
}

describe('a server with odd answers', () => {
  it.each([
    'null',
    '[]',
    '"text"',
    '3',
    '{}',
    '{"kind":"Status","status":"Failure","code":403}',
    '{"kind":"Table","rows":[]}',
    '{"items":{}}',
    '{"items":"ab"}',
    '{"items":[null]}',
    '{"items":[[]]}',
  ])('gives %s for a list: a gap, and the rest is read', async (pods) => {
    const { objects, gaps } = await read(await servePods(pods))
    expect(gaps).toEqual([{ kind: 'cluster', path: 'pods', reason: 'the server gives something else than a list' }])
    expect(objects).toMatchObject([{ kind: 'Service', metadata: { name: 's' } }])
  })

  it.each(['{"items":null,"metadata":null}', '{"items":[],"metadata":{"continue":null}}'])(
    'gives %s for a list: that is empty, and has no other page',
    async (pods) => {
      const { objects, gaps } = await read(await servePods(pods))
      expect([objects.length, gaps]).toEqual([1, []])
    },
  )

  it('says nothing where it refuses: its status is told', async () => {
    const server = await serve((_, response, { pathname }) => {
      if (pathname === '/api') return core(kind('pods', 'Pod'))
      if (pathname === '/apis') return groups([])
      return { ...status(response, 403, '', ''), reason: null, message: null, details: null, metadata: null }
    })
    expect((await read(server)).gaps).toMatchObject([{ path: 'pods', reason: 'status 403' }])
  })

  it.each([
    ['groups', groups(null)],
    ['versions', groups([{ metadata: { name: 'a.example' }, versions: null }])],
    ['kinds', groups([{ metadata: { name: 'a.example' }, versions: [{ version: 'v1', resources: null }] }])],
    [
      'verbs and short names',
      groups([
        {
          metadata: { name: 'a.example' },
          versions: [
            {
              version: 'v1',
              resources: [{ resource: 'as', responseKind: null, scope: 'Cluster', verbs: null, shortNames: null }],
            },
          ],
        },
      ]),
    ],
  ])('gives null for no %s', async (_, apis) => {
    const server = await serve((__, ___, { pathname }) => {
      if (pathname === '/api') return core(kind('services', 'Service'))
      return pathname === '/apis' ? apis : services
    })
    expect((await read(server)).objects).toHaveLength(1)
  })

  it.each([
    ['groups', null, null],
    ['kinds', [{ name: 'a.example', preferredVersion: { groupVersion: 'a.example/v1', version: 'v1' } }], null],
    [
      'verbs',
      [{ name: 'a.example', preferredVersion: { groupVersion: 'a.example/v1', version: 'v1' } }],
      [{ name: 'as', kind: 'A', namespaced: true, verbs: null, shortNames: null }],
    ],
  ])('gives null for no %s in the old way too', async (_, found, resources) => {
    const server = await serve((__, ___, { pathname }) => {
      if (pathname === '/api') return { kind: 'APIVersions', versions: ['v1'] }
      if (pathname === '/apis') return { kind: 'APIGroupList', groups: found }
      if (pathname === '/api/v1')
        return { resources: [{ name: 'services', kind: 'Service', namespaced: true, verbs: ['list'] }] }
      return pathname === '/apis/a.example/v1' ? { resources } : services
    })
    expect((await read(server)).objects).toHaveLength(1)
  })

  it.each(['null', '[]', '"text"', '{}'])('gives %s for what it serves: it is no API server', async (answer) => {
    await expect(read(await serve(() => answer))).rejects.toMatchObject({
      code: 'cluster-unreachable',
      message: expect.stringMatching(/does not say what it serves: is it an API server\?$/),
    })
  })

  it('breaks down: nothing is waited for that was asked of it', async () => {
    let waiting = 0
    const kinds = Array.from({ length: 12 }, (_, i) => kind(`things${i}`, `Thing${i}`))
    const server = await serve((_, response, { pathname }) => {
      if (pathname === '/api') return core()
      if (pathname === '/apis')
        return groups([{ metadata: { name: 'many.example' }, versions: [{ version: 'v1', resources: kinds }] }])
      if (pathname.endsWith('things3')) return '<html>'
      waiting++
      response.on('close', () => waiting--)
      return undefined
    })
    await expect(read(server)).rejects.toMatchObject({ code: 'cluster-unreachable' })
    await until(() => expect(waiting).toBe(0))
  })
})
