import type { ServerResponse } from 'node:http'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { emptyKubeconfig, serve, status, until } from '../../../test/api-server.ts'
import { type ClusterEvent, type ClusterWatchOptions, watchCluster } from './watch-cluster.ts'

beforeAll(() => void vi.stubEnv('KUBECONFIG', emptyKubeconfig))

interface Kind {
  readonly resource: string
  readonly kind: string
  readonly scope?: string
}

interface Group {
  readonly name: string
  readonly version: string
  readonly freshness?: string
  readonly kinds: readonly Kind[]
}

const core: Group = {
  name: '',
  version: 'v1',
  kinds: [
    { resource: 'pods', kind: 'Pod' },
    { resource: 'namespaces', kind: 'Namespace', scope: 'Cluster' },
    { resource: 'events', kind: 'Event' },
  ],
}

const rollouts = (version: string): Group => ({
  name: 'argoproj.io',
  version,
  kinds: [{ resource: 'rollouts', kind: 'Rollout' }],
})

function discovery(groups: readonly Group[]) {
  return {
    kind: 'APIGroupDiscoveryList',
    items: groups.map(({ name, version, freshness = 'Current', kinds }) => ({
      metadata: name === '' ? {} : { name },
      versions: [
        {
          version,
          freshness,
          resources: kinds.map(({ resource, kind, scope = 'Namespaced' }) => ({
            resource,
            responseKind: { kind },
            scope,
            verbs: ['list', 'watch'],
          })),
        },
      ],
    })),
  }
}

/** A cluster with one object of each kind, whose groups may change. */
async function cluster(
  first: readonly Group[],
  answer: (path: string, response: ServerResponse) => unknown = () => undefined,
) {
  const state = { groups: first }
  const asked: string[] = []
  const streams = new Map<string, ServerResponse>()
  const server = await serve((_, response, url) => {
    if (url.pathname === '/api') return discovery(state.groups.filter(({ name }) => name === ''))
    if (url.pathname === '/apis') return discovery(state.groups.filter(({ name }) => name !== ''))
    asked.push(`${url.searchParams.has('watch') ? 'watch' : 'list'} ${url.pathname}`)
    const special = answer(url.pathname, response)
    if (special !== undefined) return special
    if (!url.searchParams.has('watch'))
      return {
        metadata: { resourceVersion: '10' },
        items: [{ metadata: { name: 'a', uid: '1', resourceVersion: '5' } }],
      }
    streams.set(url.pathname, response)
    response.flushHeaders()
    return undefined
  })
  return { server, state, asked, streams }
}

function start(server: string, more: Partial<ClusterWatchOptions> = {}) {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const events: ClusterEvent[] = []
  const ended = watchCluster({
    server,
    namespaces: [],
    signal: controller.signal,
    onEvent: (event) => void events.push(event),
    random: () => 0,
    timing: { longestWait: 20, refusedWait: 20, shortest: 0 },
    ...more,
  })
  ended.catch(() => undefined)
  const told = () =>
    events.map((event) => `${event.path}: ${event.type === 'gap' ? event.reason : event.type}`).toSorted()
  return { controller, ended, events, told }
}

describe('a watch of a cluster', () => {
  it('tells of all kinds that are looked at, and ends when it is told to', async () => {
    const { server, asked } = await cluster([core, rollouts('v1')])
    const { controller, ended, told } = start(server)
    await until(() => expect(asked.filter((path) => path.startsWith('watch'))).toHaveLength(3))
    expect(told()).toEqual([
      'namespaces: added',
      'namespaces: synced',
      'pods: added',
      'pods: synced',
      'rollouts.argoproj.io: added',
      'rollouts.argoproj.io: synced',
    ])
    controller.abort()
    await ended
  })

  it('keeps to namespaces and kinds, and says what it may not read', async () => {
    const { server, asked } = await cluster([core], (path, response) =>
      path.includes('/ci/') ? status(response, 403, 'Forbidden', 'pods is forbidden') : undefined,
    )
    const { told } = start(server, { namespaces: ['shop', 'ci'], isWanted: ({ resource }) => resource === 'pods' })
    await until(() =>
      expect(told()).toEqual(['pods in ci: pods is forbidden', 'pods in shop: added', 'pods in shop: synced']),
    )
    expect(new Set(asked.map((path) => path.split(' ')[1]))).toEqual(
      new Set(['/api/v1/namespaces/shop/pods', '/api/v1/namespaces/ci/pods']),
    )
  })

  it('watches many kinds at once, though few requests are on their way', async () => {
    const kinds = Array.from({ length: 12 }, (_, i) => ({ resource: `things${i}`, kind: `Thing${i}` }))
    const { server, streams } = await cluster([core, { name: 'many.example', version: 'v1', kinds }])
    start(server)
    await until(() => expect(streams.size).toBe(14))
  })

  it('finds kinds that are served later, and tells of groups that do not answer', async () => {
    const stale = { ...rollouts('v1'), freshness: 'Stale', kinds: [] }
    const { server, state } = await cluster([core, stale])
    const { told } = start(server, { discoverEvery: 30 })
    await until(() => expect(told()).toContain('group argoproj.io: argoproj.io/v1 does not answer'))
    state.groups = [core, rollouts('v1')]
    await until(() =>
      expect(told().filter((line) => line.includes('argoproj'))).toEqual([
        'group argoproj.io: argoproj.io/v1 does not answer',
        'group argoproj.io: synced',
        'rollouts.argoproj.io: added',
        'rollouts.argoproj.io: synced',
      ]),
    )
  })

  it('goes over to the version that is served, and tells nothing anew', async () => {
    let isOldGone = false
    const { server, state, asked, streams } = await cluster([rollouts('v1beta1')], (path, response) =>
      isOldGone && path.includes('v1beta1') ? status(response, 404, 'NotFound', 'not served') : undefined,
    )
    const { told, events } = start(server, { discoverEvery: 30 })
    await until(() => expect(streams.size).toBe(1))
    isOldGone = true
    state.groups = [rollouts('v1')]
    streams.get('/apis/argoproj.io/v1beta1/rollouts')?.end()
    await until(() => expect(asked).toContain('watch /apis/argoproj.io/v1/rollouts'))
    streams
      .get('/apis/argoproj.io/v1/rollouts')
      ?.write(
        `${JSON.stringify({ type: 'MODIFIED', object: { metadata: { name: 'a', uid: '1', resourceVersion: '11' } } })}\n`,
      )
    await until(() => expect(told()).toContain('rollouts.argoproj.io: changed'))
    expect(told().filter((line) => line.endsWith('added'))).toHaveLength(1)
    expect(events.at(-1)).toMatchObject({ object: { apiVersion: 'argoproj.io/v1', kind: 'Rollout' } })
  })

  it('asks for metadata alone of kinds of which no more is wanted', async () => {
    const { server, streams } = await cluster([core])
    start(server, { isMetadataOnly: ({ resource }) => resource === 'namespaces' })
    await until(() => expect(streams.size).toBe(2))
    expect(streams.get('/api/v1/namespaces')?.req.headers.accept).toMatch(/as=PartialObjectMetadata;/)
    expect(streams.get('/api/v1/pods')?.req.headers.accept).toBe('application/json')
  })

  it('ends with the error of whoever is told', async () => {
    const { server } = await cluster([core])
    const { ended } = start(server, { onEvent: () => Promise.reject(new Error('disk full')) })
    await expect(ended).rejects.toThrow('disk full')
  })

  it('fails at once where there is no cluster', async () => {
    await expect(start('http://127.0.0.1:1').ended).rejects.toMatchObject({ code: 'cluster-unreachable' })
  })

  it('ends in peace when it is told to before it has begun', async () => {
    const server = await serve(() => undefined)
    const { controller, ended } = start(server)
    controller.abort()
    await expect(ended).resolves.toBeUndefined()
  })
})
