import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { emptyKubeconfig, type Handler, serve, serveAt, status, until } from '../../../test/api-server.ts'
import { connect } from '../connection/index.ts'
import type { ApiResource } from '../discovery/index.ts'
import { watch, type WatchEvent, type WatchOptions } from './watch.ts'

beforeAll(() => void vi.stubEnv('KUBECONFIG', emptyKubeconfig))

const pods: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  resource: 'pods',
  namespaced: true,
  verbs: ['list', 'watch'],
  otherNames: [],
}

const pod = (name: string, resourceVersion: number, uid = `${name}-1`) => ({
  metadata: { name, namespace: 'shop', uid, resourceVersion: String(resourceVersion) },
})

/** Answers to one request after another; what comes after the last is left hanging. */
type Step = (request: IncomingMessage, response: ServerResponse, url: URL) => unknown

const list =
  (version: number, ...items: object[]): Step =>
  () => ({ kind: 'PodList', metadata: { resourceVersion: String(version) }, items })

const event = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`
const bookmark = (version: number) => event('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: String(version) } })
const error = (code: number, reason: string, more: object = {}) =>
  event('ERROR', { kind: 'Status', code, reason, message: `${reason} in the stream`, ...more })

/** A stream that the server ends by itself. */
const stream =
  (...lines: string[]): Step =>
  (_, response) =>
    void response.end(lines.join(''))

/** A stream that stays open and silent. */
const open =
  (...lines: string[]): Step =>
  (_, response) => {
    response.flushHeaders()
    response.write(lines.join(''))
  }

/** A stream whose connection breaks. */
const broken =
  (...lines: string[]): Step =>
  (_, response) => {
    response.flushHeaders()
    response.write(lines.join(''), () => response.socket?.resetAndDestroy())
  }

const refuse =
  (code: number, reason: string, headers: Record<string, string> = {}): Step =>
  (_, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    return status(response, code, reason, `pods: ${reason}`)
  }

interface Played {
  readonly handler: Handler
  /** What was asked for: `list`, or `watch` with the version. */
  readonly asked: string[]
  readonly times: number[]
  readonly urls: URL[]
}

function play(...steps: Step[]): Played {
  const asked: string[] = []
  const times: number[] = []
  const urls: URL[] = []
  const handler: Handler = (request, response, url) => {
    const query = url.searchParams
    asked.push(query.has('watch') ? `watch ${query.get('resourceVersion') ?? ''}`.trim() : 'list')
    times.push(performance.now())
    urls.push(url)
    return steps.shift()?.(request, response, url)
  }
  return { handler, asked, times, urls }
}

/** Waits that are short, always half of the longest; what a busy machine could take for silence or for a long stream is not. */
const quick = { timeoutSeconds: 1, grace: 60_000, shortest: 60_000, longestWait: 20, refusedWait: 60 }

function start(server: string, options: WatchOptions = {}, resource: ApiResource | (() => ApiResource) = pods) {
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const settings = { random: () => 0, timing: quick, signal: controller.signal, ...options }
  return watch(connect({ server }), resource, settings)
}

async function take(events: AsyncIterator<WatchEvent>, count: number): Promise<string[]> {
  const taken: string[] = []
  while (taken.length < count) {
    const { done, value } = await events.next()
    if (done === true) return [...taken, 'end']
    taken.push(summary(value))
  }
  return taken
}

async function allOf(events: AsyncIterable<WatchEvent>): Promise<string[]> {
  const all: string[] = []
  for await (const told of events) all.push(summary(told))
  return all
}

function summary(told: WatchEvent): string {
  if (told.type === 'synced') return 'synced'
  if (told.type === 'gap') return `gap: ${told.reason}`
  const { name, uid, resourceVersion = '?' } = told.object['metadata'] as Record<string, string>
  const suffix = uid === `${name}-1` ? '' : ` (${uid})`
  return `${told.type} ${name} ${resourceVersion}${suffix}`
}

describe('a watch', () => {
  it('tells what there is, and then what changes', async () => {
    const { handler, urls } = play(
      list(10, { ...pod('a', 5), spec: { hostPID: true } }),
      open(
        event('ADDED', { ...pod('b', 11), kind: 'Pod', apiVersion: 'v1' }),
        event('MODIFIED', { ...pod('a', 12), spec: { hostPID: false } }),
        event('DELETED', pod('a', 13)),
      ),
    )
    const events = start(await serve(handler), { namespace: 'shop' })
    expect((await events.next()).value).toEqual({
      type: 'added',
      object: { apiVersion: 'v1', kind: 'Pod', ...pod('a', 5), spec: { hostPID: true } },
    })
    expect(await take(events, 4)).toEqual(['synced', 'added b 11', 'changed a 12', 'deleted a 13'])
    expect(urls.map(({ pathname }) => pathname)).toEqual(Array(2).fill('/api/v1/namespaces/shop/pods'))
    expect(Object.fromEntries(urls[1]?.searchParams ?? [])).toEqual({
      watch: '1',
      allowWatchBookmarks: 'true',
      timeoutSeconds: '1',
      resourceVersion: '10',
    })
  })

  it('goes on from the last bookmark when the server ends the stream, without a list', async () => {
    const { handler, asked } = play(
      list(10),
      stream(event('ADDED', pod('a', 11)), bookmark(20)),
      stream(bookmark(30)),
      open(event('MODIFIED', pod('a', 31))),
    )
    const events = start(await serve(handler))
    expect(await take(events, 3)).toEqual(['synced', 'added a 11', 'changed a 31'])
    expect(asked).toEqual(['list', 'watch 10', 'watch 20', 'watch 30'])
  })

  it.each([
    ['by its status', refuse(410, 'Expired')],
    ['in the stream', stream(error(410, 'Expired'))],
    ['in the stream, in old words', stream(error(410, 'Gone'))],
  ])(
    'lists again and tells the difference, when the server has forgotten its place and says so %s',
    async (_, lost) => {
      const { handler, asked } = play(
        list(10, pod('same', 1), pod('changes', 2), pod('goes', 3), pod('returns', 4)),
        lost,
        list(50, pod('same', 1), pod('changes', 42), pod('returns', 43, 'second'), pod('new', 44)),
        open(event('DELETED', pod('new', 51))),
      )
      const events = start(await serve(handler))
      await take(events, 5)
      expect(await take(events, 7)).toEqual([
        'changed changes 42',
        'deleted returns ?',
        'added returns 43 (second)',
        'added new 44',
        'deleted goes ?',
        'synced',
        'deleted new 51',
      ])
      expect(asked).toEqual(['list', 'watch 10', 'list', 'watch 50'])
    },
  )

  it('says of what went unseen that it knows no last state', async () => {
    const { handler } = play(list(10, pod('a', 1)), refuse(410, 'Expired'), list(50))
    const events = start(await serve(handler))
    await take(events, 2)
    expect((await events.next()).value).toEqual({
      type: 'deleted',
      isFinalState: false,
      object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop', uid: 'a-1' } },
    })
  })

  it('loses and doubles nothing when the connection breaks in the middle of a line', async () => {
    const half = event('ADDED', pod('b', 12)).slice(0, 40)
    const { handler, asked } = play(
      list(10),
      broken(event('ADDED', pod('a', 11)), half),
      open(event('ADDED', pod('b', 12))),
    )
    const events = start(await serve(handler))
    expect(await take(events, 3)).toEqual(['synced', 'added a 11', 'added b 12'])
    expect(asked).toEqual(['list', 'watch 10', 'watch 11'])
  })

  it('tells nothing twice that a server sends twice', async () => {
    const { handler } = play(
      list(10, pod('a', 5)),
      open(
        event('ADDED', pod('a', 5)),
        event('MODIFIED', pod('a', 11)),
        event('MODIFIED', pod('a', 11)),
        bookmark(12),
        event('ADDED', pod('b', 13)),
      ),
    )
    const events = start(await serve(handler))
    expect(await take(events, 4)).toEqual(['added a 5', 'synced', 'changed a 11', 'added b 13'])
  })

  it('leaves a connection that is silent for longer than the server was asked to keep it', async () => {
    // It may be left again before its first line is read, where the machine is busy.
    const silent: Step = (request, response, url) =>
      open(url.searchParams.get('resourceVersion') === '10' ? bookmark(15) : event('ADDED', pod('a', 16)))(
        request,
        response,
        url,
      )
    const { handler, asked, times } = play(list(10), ...Array.from({ length: 50 }, () => silent))
    // The server can be told no less than a second; what is waited beyond it is less than nothing here.
    const events = start(await serve(handler), { timing: { ...quick, grace: -800 } })
    expect(await take(events, 2)).toEqual(['synced', 'added a 16'])
    expect([...new Set(asked)]).toEqual(['list', 'watch 10', 'watch 15'])
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(190)
  })

  it('goes on where it was when the server starts anew', async () => {
    const { handler, asked } = play(list(10), open(bookmark(20)), open(event('ADDED', pod('a', 21))))
    const { url, kill } = await serveAt(0, handler)
    const events = start(url)
    expect(await take(events, 1)).toEqual(['synced'])
    const next = events.next()
    await until(() => expect(asked).toHaveLength(2))
    await kill()
    await new Promise((resolve) => setTimeout(resolve, 60))
    await serveAt(Number(new URL(url).port), handler)
    const told: string[] = [summary((await next).value as WatchEvent)]
    while (told.at(-1) !== 'added a 21') told.push(...(await take(events, 1)))
    // Nobody answered for a while, which may be told; nothing was listed again.
    expect(told.filter((line) => !line.startsWith('gap'))).toEqual(['added a 21'])
    expect(asked.slice(1)).toEqual(['watch 10', expect.stringMatching(/^watch [12]0$/)])
  })

  it.each([500, 503, 429, 408])('goes on where it was after status %i', async (code) => {
    const { handler, asked } = play(list(10), refuse(code, 'Busy'), open(event('ADDED', pod('a', 11))))
    const events = start(await serve(handler))
    expect(await take(events, 2)).toEqual(['synced', 'added a 11'])
    expect(asked).toEqual(['list', 'watch 10', 'watch 10'])
  })

  it.each([
    ['by a header', refuse(429, 'TooManyRequests', { 'retry-after': '0.3' })],
    ['in the stream', stream(error(429, 'TooManyRequests', { details: { retryAfterSeconds: 0.3 } }))],
  ])('waits as long as the server asks %s', async (_, busy) => {
    const { handler, times } = play(list(10), busy, open(event('ADDED', pod('a', 11))))
    const timing = { ...quick, refusedWait: 60_000 }
    expect(await take(start(await serve(handler), { timing }), 2)).toEqual(['synced', 'added a 11'])
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThan(290)
  })

  it('tells of a gap when the server does not come back, and of its end when nothing is left out', async () => {
    const { handler, asked } = play(
      list(10),
      ...Array.from({ length: 7 }, () => refuse(503, 'Unavailable')),
      open(event('ADDED', pod('a', 11)), bookmark(12)),
    )
    const events = start(await serve(handler))
    expect(await take(events, 4)).toEqual(['synced', 'gap: pods: Unavailable', 'added a 11', 'synced'])
    expect(asked.filter((request) => request === 'list')).toHaveLength(1)
  })

  it('tells once what it may not read, asks rarely, and goes on when it may', async () => {
    const { handler, asked, times } = play(
      refuse(403, 'Forbidden'),
      refuse(403, 'Forbidden'),
      list(10, pod('a', 5)),
      open(),
    )
    const events = start(await serve(handler))
    expect(await take(events, 3)).toEqual(['gap: pods: Forbidden', 'added a 5', 'synced'])
    expect(asked.slice(0, 3)).toEqual(['list', 'list', 'list'])
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(25)
  })

  it('compares lists where it may list and not watch', async () => {
    const { handler } = play(
      list(10, pod('a', 5)),
      refuse(403, 'Forbidden'),
      list(20, pod('a', 15)),
      refuse(403, 'Forbidden'),
    )
    const events = start(await serve(handler))
    expect(await take(events, 6)).toEqual([
      'added a 5',
      'synced',
      'gap: pods: Forbidden',
      'changed a 15',
      'synced',
      'gap: pods: Forbidden',
    ])
  })

  it.each([401, 404, 405])('takes status %i for a gap, not for an empty list', async (code) => {
    const { handler } = play(
      list(10, pod('a', 5)),
      refuse(code, 'No'),
      refuse(code, 'No'),
      list(11, pod('a', 5)),
      open(),
    )
    expect(await take(start(await serve(handler)), 4)).toEqual(['added a 5', 'synced', 'gap: pods: No', 'synced'])
  })

  it('does not hammer a server that ends every stream at once', async () => {
    const { handler, times } = play(list(10), ...Array.from({ length: 10 }, () => stream()))
    const events = start(await serve(handler), { timing: { ...quick, longestWait: 100 } })
    expect(await take(events, 2)).toEqual(['synced', 'gap: the server ends the stream at once'])
    void events.next()
    await until(() => expect(times).toHaveLength(12))
    expect(Math.min(...times.slice(2).map((time, i) => time - (times[i + 1] ?? 0)))).toBeGreaterThan(45)
  })

  it.each([
    ['errors', error(500, 'StoreReadError')],
    ['something else', '<html>\n'],
  ])('lists when the stream gives %s time and again', async (_, line) => {
    const { handler, asked } = play(list(10), stream(line), stream(line), stream(line), list(20, pod('a', 15)), open())
    expect(await take(start(await serve(handler)), 3)).toEqual(['synced', 'added a 15', 'synced'])
    expect(asked.slice(0, 5)).toEqual(['list', 'watch 10', 'watch 10', 'watch 10', 'list'])
  })

  it('waits between lists that are forgotten as soon as they are made', async () => {
    const rounds = Array.from({ length: 200 }, () => [list(10), refuse(410, 'Expired')]).flat()
    const { handler, asked, times } = play(...rounds)
    const events = start(await serve(handler), { timing: { ...quick, longestWait: 100 } })
    expect(await take(events, 20)).toContain('gap: pods: Expired')
    // Only the first time it lists again at once.
    const waits = asked.flatMap((what, i) => (what === 'list' && i > 2 ? [(times[i] ?? 0) - (times[i - 1] ?? 0)] : []))
    expect(waits.length).toBeGreaterThan(8)
    expect(Math.min(...waits)).toBeGreaterThan(45)
  })

  it('begins a list anew that the server has lost, and tells nothing twice', async () => {
    const { handler, urls } = play(
      () => ({ metadata: { resourceVersion: '10', continue: 'next' }, items: [pod('a', 5), pod('b', 6)] }),
      (_, response) => status(response, 410, 'Expired', 'too old', { metadata: { continue: 'inconsistent' } }),
      () => ({ metadata: { resourceVersion: '20', continue: 'more' }, items: [pod('a', 5)] }),
      () => ({ metadata: { resourceVersion: '20' }, items: [pod('c', 7)] }),
      open(),
    )
    const events = start(await serve(handler))
    expect(await take(events, 5)).toEqual(['added a 5', 'added b 6', 'added c 7', 'deleted b ?', 'synced'])
    // What the server offers for the rest would be of another moment than the pages before.
    expect(urls.map(({ searchParams }) => searchParams.get('continue')).slice(0, 4)).toEqual([
      null,
      'next',
      null,
      'more',
    ])
    void events.next()
    await until(() => expect(urls.at(-1)?.searchParams.get('resourceVersion')).toBe('20'))
  })

  it('asks for metadata alone where no more is wanted, and keeps no more', async () => {
    const accepts: (string | undefined)[] = []
    const { handler } = play(
      (request, response, url) => {
        accepts.push(request.headers.accept)
        return list(10, { ...pod('a', 5), spec: {} })(request, response, url)
      },
      (request, response, url) => {
        accepts.push(request.headers.accept)
        open(
          event('ADDED', { ...pod('b', 11), kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', spec: {} }),
        )(request, response, url)
      },
    )
    const events = start(await serve(handler), { isMetadataOnly: true })
    expect((await events.next()).value).toEqual({
      type: 'added',
      object: { apiVersion: 'v1', kind: 'Pod', ...pod('a', 5) },
    })
    await events.next()
    expect((await events.next()).value).toEqual({
      type: 'added',
      object: { apiVersion: 'v1', kind: 'Pod', ...pod('b', 11) },
    })
    expect(accepts).toEqual([
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
    ])
  })

  it('sees of Secrets the names of those that hold tokens, and no value', async () => {
    const secrets = { ...pods, kind: 'Secret', resource: 'secrets' }
    const { handler, urls } = play(list(10), open(event('ADDED', { ...pod('t', 11), data: { token: 'c2VjcmV0' } })))
    const events = start(await serve(handler), {}, secrets)
    await events.next()
    expect((await events.next()).value).toEqual({
      type: 'added',
      object: { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', ...pod('t', 11) },
    })
    expect(urls.map(({ searchParams }) => searchParams.get('fieldSelector'))).toEqual(
      Array(2).fill('type=kubernetes.io/service-account-token'),
    )
  })

  it('lists after each stream of a server that keeps no versions', async () => {
    const bare = { metadata: { name: 'a', namespace: 'shop', uid: 'a-1' } }
    const { handler, asked } = play(
      () => ({ items: [bare] }),
      stream(event('ADDED', bare)),
      () => ({ items: [] }),
      open(),
    )
    const events = start(await serve(handler))
    expect(await take(events, 5)).toEqual(['added a ?', 'synced', 'changed a ?', 'deleted a ?', 'synced'])
    expect(asked.slice(0, 3)).toEqual(['list', 'watch', 'list'])
  })

  it('reads no further than it is asked', async () => {
    let written = 0
    const { handler } = play(list(10), (_, response) => {
      const padding = 'x'.repeat(10_000)
      const write = () => {
        while (written < 5000) {
          written++
          const line = event('ADDED', { ...pod(`p${written}`, 10 + written), data: padding })
          if (!response.write(line)) return void response.once('drain', write)
        }
      }
      write()
    })
    const events = start(await serve(handler))
    expect(await take(events, 3)).toEqual(['synced', 'added p1 11', 'added p2 12'])
    await new Promise((resolve) => setTimeout(resolve, 200))
    // What fits into the buffers between; all would be 50 MB.
    expect(written).toBeLessThan(2500)
    expect(await take(events, 4998)).toContain('added p5000 5010')
  })

  it.each([
    ['while it lists', []],
    ['while it watches', [list(10), open()]],
    ['while it waits for a busy server', [refuse(503, 'Unavailable')]],
    ['while it waits for a permission', [refuse(403, 'Forbidden')]],
  ])('ends when it is told to, %s', async (_, steps) => {
    const { handler, asked } = play(...steps)
    const controller = new AbortController()
    const events = start(await serve(handler), {
      signal: controller.signal,
      timing: { timeoutSeconds: 60, refusedWait: 60_000, longestWait: 60_000 },
    })
    const all = allOf(events)
    await until(() => expect(asked.length).toBeGreaterThanOrEqual(Math.max(1, steps.length)))
    await new Promise((resolve) => setTimeout(resolve, 20))
    const at = performance.now()
    controller.abort()
    expect((await all).every((told) => told === 'synced' || told.startsWith('gap'))).toBe(true)
    // It would wait for a minute.
    expect(performance.now() - at).toBeLessThan(10_000)
  })

  it('closes its connection when nobody listens any longer', async () => {
    let closed = false
    const { handler } = play(list(10), (request, response, url) => {
      response.on('close', () => (closed = true))
      return open(event('ADDED', pod('a', 11)))(request, response, url)
    })
    for await (const told of start(await serve(handler))) if (told.type === 'added') break
    await until(() => expect(closed).toBe(true))
  })
})
