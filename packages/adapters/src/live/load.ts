import type { NotAudited } from '@warrant/engine/audit'
import { isObject, type Resource, resourcesOf } from '@warrant/engine/cluster'
import { readYaml } from '@warrant/engine/yaml'
import type { LoadedInput } from '../files/index.ts'
import type { ApiClient } from './client/index.ts'
import { connect, type ConnectionOptions } from './connection/index.ts'
import { type ApiResource, discover, isWanted, pathOfGap, pathOfGroup } from './discovery/index.ts'
import { list, type Listed } from './lists/index.ts'

export interface LiveOptions extends ConnectionOptions {
  /** Read only these namespaces, for somebody who may not read all; all when empty. */
  readonly namespaces: readonly string[]
  /** Ends the reading. */
  readonly signal?: AbortSignal
  /** The only kinds to read, as `group/resource`; all that judgements look at when left out. */
  readonly only?: readonly string[]
  readonly onProgress?: (done: number, total: number, kind: string) => void
}

/** What a cluster holds, as the objects of its API. */
export interface Snapshot {
  readonly server: string
  readonly objects: readonly Readonly<Record<string, unknown>>[]
  readonly gaps: readonly NotAudited[]
  /** Minor version of the API server, 36 for v1.36; undefined when it does not say. */
  readonly serverMinor: number | undefined
}

/**
 * Reads all that judgements look at from a live cluster. What may not be read is a gap, never an empty list.
 *
 * @throws WarrantError `cluster-unreachable`; the reason of the signal.
 */
export async function readCluster(options: LiveOptions): Promise<Snapshot> {
  const failed = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, failed.signal]) : failed.signal
  try {
    return await read({ ...options, signal })
  } catch (error) {
    // Nobody waits for what else was asked, and the process would not end before the last of it times out.
    failed.abort()
    throw error
  }
}

async function read(options: LiveOptions): Promise<Snapshot> {
  const client = connect(options)
  const { resources, gaps } = await discover(client, options.signal)
  const { only } = options
  const wanted = resources.filter((each) => only?.includes(`${each.group}/${each.resource}`) ?? isWanted(each))
  const places = options.namespaces.length === 0 ? [undefined] : options.namespaces
  const jobs = wanted.flatMap((resource) =>
    resource.namespaced ? places.map((namespace) => ({ resource, namespace })) : [{ resource, namespace: undefined }],
  )
  let done = 0
  const lists = await Promise.all(
    jobs.map(async ({ resource, namespace }) => {
      const onPage = (objects: number) => options.onProgress?.(done, jobs.length, `${resource.resource} ${objects}`)
      const listed = await list(client, resource, namespace, { signal: options.signal, onPage })
      options.onProgress?.(++done, jobs.length, resource.resource)
      return { resource, namespace, listed }
    }),
  )
  return {
    server: client.server,
    serverMinor: await minorOf(client, options.signal),
    objects: lists.flatMap(({ listed }) => (listed.kind === 'objects' ? listed.objects : [])),
    gaps: [
      ...gaps.map(({ group, reason }) => gap(pathOfGroup(group), reason)),
      ...lists.flatMap(({ resource, namespace, listed }) => gapOf(resource, namespace, listed)),
    ],
  }
}

/** What the server says its version is: managed ones add to the minor, as in `30+`. */
async function minorOf(client: ApiClient, signal: AbortSignal | undefined): Promise<number | undefined> {
  const answer = await client.get('/version', undefined, signal).catch(() => undefined)
  const minor = isObject(answer) ? Number.parseInt(String(answer['minor']), 10) : Number.NaN
  return Number.isNaN(minor) ? undefined : minor
}

function gapOf(resource: ApiResource, namespace: string | undefined, listed: Listed): NotAudited[] {
  return listed.kind === 'objects' ? [] : [gap(pathOfGap(resource, namespace), listed.reason)]
}

function gap(path: string, reason: string): NotAudited {
  return { kind: 'cluster', path, reason }
}

/** As `readCluster`, in the form that files are read into. Each object is a text of its own, so that it can be shown. */
export async function loadCluster(options: LiveOptions): Promise<LoadedInput> {
  const { objects, gaps, serverMinor } = await readCluster(options)
  return {
    serverMinor,
    resources: objects.flatMap(resourceOf),
    errors: [],
    notAudited: gaps,
    foreign: 0,
    files: 0,
    sources: [],
    passedOver: [],
    roots: [],
  }
}

function resourceOf(object: Readonly<Record<string, unknown>>): Resource[] {
  const text = JSON.stringify(object, undefined, 2)
  return readYaml(nameOf(object), text).documents.flatMap((document) => resourcesOf(document).resources)
}

/** As kubectl names it, with its namespace: `shop/deployment.apps/cart`. */
function nameOf(object: Readonly<Record<string, unknown>>): string {
  const { apiVersion, kind, metadata } = object as {
    readonly apiVersion: string
    readonly kind: string
    readonly metadata?: { readonly name?: string; readonly namespace?: string }
  }
  const slash = apiVersion.indexOf('/')
  const group = slash === -1 ? '' : `.${apiVersion.slice(0, slash)}`
  const place = metadata?.namespace === undefined ? '' : `${metadata.namespace}/`
  return `${place}${kind.toLowerCase()}${group}/${metadata?.name ?? ''}`
}
