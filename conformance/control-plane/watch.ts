import {
  type ApiClient,
  type ApiResource,
  connect,
  watch,
  type WatchEvent,
  type WatchOptions,
} from '../../packages/adapters/src/live/index.ts'
import { requestFor } from '../../packages/adapters/src/live/kind-request.ts'
import { type Page, pagesOf } from '../../packages/adapters/src/live/pages.ts'
import { readWatchLine } from '../../packages/adapters/src/live/watch-line.ts'
import type { ControlPlane } from './server.ts'
import type { Tally } from './tally.ts'

const namespace = 'watch'
const configMaps: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  resource: 'configmaps',
  namespaced: true,
  verbs: ['list', 'watch'],
}
const collection = `/api/v1/namespaces/${namespace}/configmaps`
/** Streams that end often, and no long waits. */
const timing = { timeoutSeconds: 2, grace: 5000, longestWait: 1000, refusedWait: 1000 }

/** Watches a real API server while objects change, it is killed and started again, and its store forgets. */
export async function compareWatch(plane: ControlPlane, tally: Tally): Promise<string> {
  const client = connect({ server: plane.url, token: 'admin', insecureSkipTlsVerify: true })
  await plane.call('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
  const guest = await plane.beside()
  const watched = new Watched(client)
  const partial = new Watched(client, { isMetadataOnly: true })
  try {
    const shop = new Shop(guest)
    await streamsThatEnd(shop, watched, tally)
    tally.compare('no double and no stray event', [], watched.faults)
    await restarts(plane, shop, watched, tally)
    await forgets(plane, shop, watched, tally)
    await partial.until(() => same(partial.versions(), watched.versions()))
    tally.compare('metadata alone: the same objects', watched.versions(), partial.versions())
    tally.compare(
      'metadata alone: no data',
      [false, true],
      [partial, watched].map((each) => each.hasData),
    )
    tally.compare('no double and no stray event', [[], []], [watched.faults, partial.faults])
    await permission(plane, tally)
    await pages(plane, client, shop, tally)
  } finally {
    await Promise.all([watched.end(), partial.end()])
    guest.stop()
  }
  return `${watched.events.length} events of a watch through ends of streams, restarts and compaction`
}

/** Changes while the server ends one stream after another: each is told just once, in order. */
async function streamsThatEnd(shop: Shop, watched: Watched, tally: Tally): Promise<void> {
  await watched.until(() => watched.count('synced') === 1)
  const from = watched.events.length
  const made: string[] = []
  const end = Date.now() + 9000
  for (let i = 0; Date.now() < end; i++) {
    made.push(`added s${i} ${await shop.create(`s${i}`)}`)
    made.push(`changed s${i} ${await shop.change(`s${i}`, 'once')}`)
    made.push(`changed s${i} ${await shop.change(`s${i}`, 'twice')}`)
    if (i % 2 === 0) continue
    await shop.remove(`s${i}`)
    made.push(`deleted s${i}`)
  }
  await watched.until(() => watched.events.length - from >= made.length)
  const told = watched.events.slice(from).map((event) => wordsOf(event))
  tally.compare('changes over many streams', made.join('\n'), told.join('\n'))
  tally.compare('without another list', 1, watched.count('synced'))
}

/** Changes while the server is away: their sum is told. */
async function restarts(plane: ControlPlane, shop: Shop, watched: Watched, tally: Tally): Promise<void> {
  await shop.create('stays')
  await shop.create('changes')
  await shop.create('goes')
  await shop.create('returns')
  await shop.caught(watched)
  const from = watched.events.length
  await plane.killApiServer()
  const made = [
    `changed changes ${await shop.change('changes', 'away')}`,
    `added comes ${await shop.create('comes')}`,
    'deleted goes',
    'deleted returns',
  ]
  await shop.remove('goes')
  await shop.remove('returns')
  made.push(`added returns ${await shop.create('returns')}`)
  await plane.startApiServer()
  await shop.caught(watched)
  const told = watched.events.slice(from).map((event) => wordsOf(event))
  tally.compare(
    'changes while the server was away',
    made.toSorted(),
    told.filter((words) => /^(added|changed|deleted)/.test(words)).toSorted(),
  )
}

/** The same, and the store has forgotten what was: only a list can tell. */
async function forgets(plane: ControlPlane, shop: Shop, watched: Watched, tally: Tally): Promise<void> {
  const before = watched.events.length
  await plane.killApiServer()
  await shop.create('late')
  await shop.remove('comes')
  await plane.compact()
  await plane.startApiServer()
  // What the server says to the place where the watch was.
  const { body } = await plane.call('GET', `${collection}?watch=1&timeoutSeconds=1&resourceVersion=${watched.version}`)
  const line = readWatchLine(JSON.stringify(body))
  tally.compare('the place is forgotten', true, line.type === 'error' && line.error.isExpired)
  await shop.caught(watched)
  const told = watched.events.slice(before)
  tally.compare(
    'a list tells what is gone',
    [false],
    told.flatMap((event) => (event.type === 'deleted' ? [event.isFinalState] : [])),
  )
  tally.compare(
    'and that it is complete',
    true,
    told.some(({ type }) => type === 'synced'),
  )
}

/** A kind that may not be read is a gap, until it may be. */
async function permission(plane: ControlPlane, tally: Tally): Promise<void> {
  const client = connect({ server: plane.url, token: 'admin', insecureSkipTlsVerify: true, as: 'watcher' })
  const watched = new Watched(client)
  try {
    await watched.until(() => watched.events.length > 0)
    tally.compare(
      'a missing permission',
      'gap: configmaps is forbidden: User "watcher" cannot list resource "configmaps" in API group "" in the namespace "watch"',
      wordsOf(watched.events[0] as WatchEvent),
    )
    const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`
    const apiGroup = 'rbac.authorization.k8s.io'
    await plane.call('POST', `${rbac}/roles`, {
      metadata: { name: 'watcher' },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list', 'watch'] }],
    })
    await plane.call('POST', `${rbac}/rolebindings`, {
      metadata: { name: 'watcher' },
      roleRef: { apiGroup, kind: 'Role', name: 'watcher' },
      subjects: [{ apiGroup, kind: 'User', name: 'watcher' }],
    })
    await watched.until(() => watched.count('synced') === 1)
    tally.compare('is told once', 1, watched.count('gap'))
  } finally {
    await watched.end()
  }
}

/** A list whose place the server forgets between two pages. */
async function pages(plane: ControlPlane, client: ApiClient, shop: Shop, tally: Tally): Promise<void> {
  const names = Array.from({ length: 600 }, (_, i) => `page-${String(i).padStart(3, '0')}`)
  await Promise.all(names.map((name) => shop.create(name)))
  for (const isConsistent of [true, false]) {
    const list = pagesOf(client, requestFor(configMaps, namespace), { isConsistent })
    const given: Page[] = []
    const first = await list.next()
    if (first.value) given.push(first.value)
    await plane.killApiServer()
    await shop.change('page-599', String(isConsistent))
    await plane.compact()
    await plane.startApiServer()
    for await (const page of list) given.push(page)
    const anew = given.findLastIndex(({ kind }) => kind === 'anew')
    const found = given.slice(anew + 1).flatMap((page) => (page.kind === 'page' ? page.items : []))
    const what = isConsistent ? 'a list begun anew' : 'a list that goes on with what there is by then'
    tally.compare(`${what}: way`, isConsistent, anew !== -1)
    tally.compare(`${what}: objects`, shop.versions(), versionsOf(found))
  }
}

/** Changes objects, and knows what there is. */
class Shop {
  readonly #plane: ControlPlane
  readonly #versions = new Map<string, string>()

  constructor(plane: ControlPlane) {
    this.#plane = plane
  }

  create(name: string): Promise<string> {
    return this.#keep(name, 'POST', collection, { metadata: { name }, data: { state: 'new' } })
  }

  change(name: string, state: string): Promise<string> {
    return this.#keep(name, 'PUT', `${collection}/${name}`, { metadata: { name }, data: { state } })
  }

  async remove(name: string): Promise<void> {
    const { status } = await this.#plane.call('DELETE', `${collection}/${name}`)
    if (status !== 200) throw new Error(`${name} was not deleted: ${status}`)
    this.#versions.delete(name)
  }

  versions(): string[] {
    return sorted(this.#versions)
  }

  /** Waits until a watch has told all that there is. */
  caught(watched: Watched): Promise<void> {
    return watched.until(() => same(this.versions(), watched.versions()))
  }

  async #keep(name: string, method: string, path: string, body: object): Promise<string> {
    const { status, body: answer } = await this.#plane.call(method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${String(answer['message'])}`)
    const version = metadataOf(answer).resourceVersion
    this.#versions.set(name, version)
    return version
  }
}

/** What somebody holds who listens to a watch, and what did not fit to what was told before. */
class Watched {
  readonly events: WatchEvent[] = []
  readonly faults: string[] = []
  hasData = false
  /** The newest version that was told. */
  version = '0'
  readonly #held = new Map<string, { readonly uid: string; readonly version: string }>()
  readonly #controller = new AbortController()
  readonly #done: Promise<void>

  constructor(client: ApiClient, options: WatchOptions = {}) {
    this.#done = this.#listen(
      watch(client, configMaps, { namespace, timing, signal: this.#controller.signal, ...options }),
    )
  }

  versions(): string[] {
    return sorted(new Map([...this.#held].map(([name, { version }]) => [name, version])))
  }

  count(type: WatchEvent['type']): number {
    return this.events.filter((event) => event.type === type).length
  }

  async until(isDone: () => boolean): Promise<void> {
    const deadline = Date.now() + 60_000
    while (!isDone() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  }

  async end(): Promise<void> {
    this.#controller.abort()
    await this.#done
  }

  async #listen(events: AsyncIterable<WatchEvent>): Promise<void> {
    for await (const event of events) {
      this.events.push(event)
      if (event.type === 'synced' || event.type === 'gap') continue
      this.hasData ||= event.object['data'] !== undefined
      const { name, uid, resourceVersion: version } = metadataOf(event.object)
      const held = this.#held.get(name)
      const fits = event.type === 'added' ? held === undefined : held?.uid === uid && held.version !== version
      if (!fits) this.faults.push(wordsOf(event))
      if (event.type === 'deleted') this.#held.delete(name)
      else this.#held.set(name, { uid, version })
      if (event.type !== 'deleted') this.version = version
    }
  }
}

function wordsOf(event: WatchEvent): string {
  if (event.type === 'synced') return event.type
  if (event.type === 'gap') return `gap: ${event.reason}`
  const { name, resourceVersion } = metadataOf(event.object)
  return event.type === 'deleted' ? `deleted ${name}` : `${event.type} ${name} ${resourceVersion}`
}

interface Metadata {
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
}

function metadataOf(object: Readonly<Record<string, unknown>>): Metadata {
  return object['metadata'] as Metadata
}

function versionsOf(objects: readonly Readonly<Record<string, unknown>>[]): string[] {
  return sorted(new Map(objects.map((object) => [metadataOf(object).name, metadataOf(object).resourceVersion])))
}

function sorted(versions: ReadonlyMap<string, string>): string[] {
  return [...versions].map(([name, version]) => `${name} ${version}`).toSorted()
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.join('\n') === other.join('\n')
}
