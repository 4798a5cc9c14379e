import { isObject } from '@warrant/engine/cluster'
import { WarrantError } from '@warrant/engine/errors'
import { type ApiClient, ApiError, refusalOf } from '../client/index.ts'

/** A kind that the server serves, in the version that it prefers. */
export interface ApiResource {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Plural, as in URLs. */
  readonly resource: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  /** Singular and short names. */
  readonly otherNames: readonly string[]
}

/** What could not be discovered, such as a group whose aggregated server is down. */
export interface DiscoveryGap {
  readonly group: string
  readonly reason: string
}

export interface Discovery {
  readonly resources: readonly ApiResource[]
  readonly gaps: readonly DiscoveryGap[]
}

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json'

/** Without discovery nothing can be read at all, unlike with a kind that may not be listed. */
function refused({ server }: ApiClient, error: ApiError): WarrantError {
  return new WarrantError('cluster-unreachable', `${server} refuses to say what it serves: ${refusalOf(error)}`, {
    cause: error,
  })
}

/** All kinds that can be listed. */
export async function discover(client: ApiClient, signal?: AbortSignal): Promise<Discovery> {
  const { resources, gaps } = await discoverAll(client, signal)
  return { resources: resources.filter(({ verbs }) => verbs.includes('list')), gaps }
}

/** All kinds that are served; in two requests where the server has aggregated discovery (stable since v1.30). */
export async function discoverAll(client: ApiClient, signal?: AbortSignal): Promise<Discovery> {
  const answers = await Promise.all(
    ['/api', '/apis'].map((path) =>
      client.get(path, aggregated, signal).catch((error: unknown) => {
        throw error instanceof ApiError ? refused(client, error) : error
      }),
    ),
  )
  const isOfKind = (answer: unknown, kind: string) => isObject(answer) && answer['kind'] === kind
  if (answers.every((answer) => isOfKind(answer, 'APIGroupDiscoveryList')))
    return fromAggregated(answers as readonly GroupDiscoveryList[])
  const [, groups] = answers
  if (isOfKind(groups, 'APIGroupList')) return discoverGroups(client, (groups as LegacyGroups).groups ?? [], signal)
  throw new WarrantError('cluster-unreachable', `${client.server} does not say what it serves: is it an API server?`)
}

/** What a server of another make may leave out, or give as `null`, as Go does with a list of nothing. */
type Optional<T> = T | null | undefined

interface GroupDiscoveryList {
  readonly items?: Optional<
    readonly {
      readonly metadata?: Optional<{ readonly name?: string }>
      readonly versions?: Optional<
        readonly {
          readonly version: string
          readonly freshness?: string
          readonly resources?: Optional<
            readonly {
              readonly resource: string
              readonly responseKind?: Optional<{ readonly kind?: string }>
              readonly scope?: string
              readonly verbs?: Optional<readonly string[]>
              readonly singularResource?: string
              readonly shortNames?: Optional<readonly string[]>
            }[]
          >
        }[]
      >
    }[]
  >
}

function fromAggregated(lists: readonly GroupDiscoveryList[]): Discovery {
  const resources: ApiResource[] = []
  const gaps: DiscoveryGap[] = []
  for (const { metadata, versions } of lists.flatMap(({ items }) => items ?? [])) {
    const group = metadata?.name ?? ''
    const seen = new Set<string>()
    // The first version that has a kind is the one that the server prefers.
    for (const { version, freshness, resources: served } of versions ?? []) {
      if (freshness === 'Stale') gaps.push({ group, reason: `${group}/${version} does not answer` })
      for (const { resource, responseKind, scope, verbs, singularResource, shortNames } of served ?? []) {
        if (seen.has(resource)) continue
        seen.add(resource)
        resources.push({
          group,
          version,
          kind: responseKind?.kind ?? '',
          resource,
          namespaced: scope === 'Namespaced',
          verbs: verbs ?? [],
          otherNames: otherNames(singularResource, shortNames),
        })
      }
    }
  }
  return { resources: resources.filter(isKind), gaps }
}

interface LegacyGroups {
  readonly groups?: Optional<
    readonly {
      readonly name: string
      readonly preferredVersion?: Optional<{ readonly groupVersion: string; readonly version: string }>
    }[]
  >
}

interface LegacyResources {
  readonly resources?: Optional<
    readonly {
      readonly name: string
      readonly kind: string
      readonly namespaced: boolean
      readonly verbs?: Optional<readonly string[]>
      readonly singularName?: string
      readonly shortNames?: Optional<readonly string[]>
    }[]
  >
}

/** One request for each group, as servers before v1.26 want it. */
async function discoverGroups(
  client: ApiClient,
  groups: NonNullable<LegacyGroups['groups']>,
  signal: AbortSignal | undefined,
): Promise<Discovery> {
  const places = [
    { group: '', version: 'v1', path: '/api/v1' },
    ...groups.flatMap(({ name, preferredVersion }) =>
      preferredVersion
        ? [{ group: name, version: preferredVersion.version, path: `/apis/${preferredVersion.groupVersion}` }]
        : [],
    ),
  ]
  const gaps: DiscoveryGap[] = []
  const found = await Promise.all(
    places.map(async ({ group, version, path }) => {
      try {
        const answer = (await client.get(path, undefined, signal)) as Optional<LegacyResources>
        return (answer?.resources ?? []).map(({ name, kind, namespaced, verbs, singularName, shortNames }) => ({
          group,
          version,
          kind,
          resource: name,
          namespaced,
          verbs: verbs ?? [],
          otherNames: otherNames(singularName, shortNames),
        }))
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        gaps.push({ group, reason: error.message })
        return []
      }
    }),
  )
  return { resources: found.flat().filter(isKind), gaps }
}

function isKind({ resource }: ApiResource): boolean {
  return !resource.includes('/')
}

function otherNames(singular: string | undefined, shortNames: Optional<readonly string[]>): string[] {
  return [...(singular ? [singular] : []), ...(shortNames ?? [])]
}
