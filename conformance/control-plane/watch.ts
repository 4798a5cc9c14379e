import { type ApiClient, connect, type WatchEvent } from '../../packages/adapters/src/live/index.ts'
import { type Page, pagesOf, requestFor } from '../../packages/adapters/src/live/lists/index.ts'
import { readWatchLine } from '../../packages/adapters/src/live/watch/index.ts'
import { Line } from './line.ts'
import { versionsOf } from './object-versions.ts'
import type { ControlPlane } from './server.ts'
import { collection, configMaps, namespace, Shop } from './shop.ts'
import type { Tally } from './tally.ts'
import { Watched, wordsOf } from './watched.ts'

/** Watches a real API server while objects change, it is killed and started again, and its store forgets. */
export async function compareWatch(plane: ControlPlane, tally: Tally): Promise<string> {
  const client = connect({ server: plane.url, token: 'admin', insecureSkipTlsVerify: true })
  await plane.call('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
  const guest = await plane.beside()
  const line = await Line.to(plane.url)
  const watched = new Watched(client)
  const broken = new Watched(connect({ server: line.url, token: 'admin', insecureSkipTlsVerify: true }))
  const partial = new Watched(client, { isMetadataOnly: true })
  try {
    const shop = new Shop(guest)
    await streamsThatEnd(shop, watched, broken, line, tally)
    await restarts(plane, shop, watched, tally)
    await forgets(plane, shop, watched, tally)
    await shop.caught(broken, tally)
    await shop.caught(partial, tally)
    tally.compare(
      'metadata alone: no data',
      [false, true],
      [partial, watched].map((each) => each.hasData),
    )
    tally.compare(
      'no double and no stray event',
      [[], [], []],
      [watched, broken, partial].map(({ faults }) => faults),
    )
    await permission(plane, tally)
    await pages(plane, client, shop, tally)
  } finally {
    await Promise.all([watched.end(), broken.end(), partial.end()])
    line.close()
    guest.stop()
  }
  return `${watched.events.length} events of a watch through ends of streams, breaks, restarts and compaction`
}

/** Changes while the server ends one stream after another, or all connections break: each is told just once, in order. */
async function streamsThatEnd(shop: Shop, watched: Watched, broken: Watched, line: Line, tally: Tally): Promise<void> {
  const both = [watched, broken]
  for (const each of both) await each.until(() => each.count('synced') === 1)
  const from = both.map(({ events }) => events.length)
  const made: string[] = []
  let breaks = 0
  const end = Date.now() + 9000
  for (let i = 0, cutAt = Date.now() + 500; Date.now() < end; i++) {
    made.push(`added s${i} ${await shop.create(`s${i}`)}`)
    made.push(`changed s${i} ${await shop.change(`s${i}`, 'once')}`)
    if (Date.now() > cutAt) {
      if (line.cut() > 0) breaks++
      cutAt = Date.now() + 900
    }
    made.push(`changed s${i} ${await shop.change(`s${i}`, 'twice')}`)
    if (i % 2 === 0) continue
    await shop.remove(`s${i}`)
    made.push(`deleted s${i}`)
  }
  tally.compare('connections break', true, breaks > 3)
  for (const [i, each] of both.entries()) {
    await each.until(() => each.events.length - (from[i] ?? 0) >= made.length)
    const told = each.events.slice(from[i]).map((event) => wordsOf(event))
    const what = each === broken ? 'over broken connections' : 'over many streams'
    tally.compare(`changes ${what}`, made.join('\n'), told.join('\n'))
    tally.compare(`${what} without another list`, 1, each.count('synced'))
  }
}

/** Changes while the server is away: their sum is told. */
async function restarts(plane: ControlPlane, shop: Shop, watched: Watched, tally: Tally): Promise<void> {
  await shop.create('stays')
  await shop.create('changes')
  await shop.create('goes')
  await shop.create('returns')
  await shop.caught(watched, tally)
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
  await shop.caught(watched, tally)
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
  await shop.caught(watched, tally)
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
