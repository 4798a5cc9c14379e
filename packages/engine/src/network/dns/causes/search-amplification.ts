import type { ResourceChange } from '../../../fixes/index.ts'
import { placeOf } from '../place.ts'
import type { DnsContext, Load } from '../context.ts'
import type { DnsCause, Reported } from '../finding.ts'
import { hostsOf, type NamedHost } from '../names.ts'
import { type Walk, walkName } from '../walk.ts'

/** Cause D1: names that are complete are tried below every search domain first. */
export const searchAmplification: DnsCause = {
  number: 'D1',
  id: 'dns-search-amplification',
  title: 'Complete names are tried below every search domain first',
  why: 'Each lookup asks for names that cannot exist before the one that does: more load on the DNS, more answers to lose, a slower connection.',
  *find(context) {
    for (const load of context.loads) yield* ofLoad(context, load)
  },
}

interface Dear {
  readonly host: NamedHost
  readonly walk: Walk
}

function* ofLoad(context: DnsContext, load: Load): Generator<Reported> {
  const hosts = hostsOf(load.workload, context.cluster)
  const dear = hosts.flatMap((host): Dear[] => {
    const walk = walkOf(context, load, host.name)
    return isDear(context, host.name, walk) ? [{ host, walk }] : []
  })
  const [first] = dear
  if (first === undefined) return
  const { ndots, search } = first.walk.resolver
  const short = hosts.filter(({ name }) => !dear.some(({ host }) => host.name === name))
  const wanted = Math.max(2, ...short.map(({ name }) => name.split('.').length))
  const mended = {
    ...load.spec,
    dnsConfig: { ...(load.spec['dnsConfig'] as object), options: [{ name: 'ndots', value: `${wanted}` }] },
  }
  const helps = dear.filter(
    ({ host, walk }) => walkOf(context, { ...load, spec: mended }, host.name).queries.length < walk.queries.length,
  )
  const most = Math.max(...dear.map(({ walk }) => walk.queries.length))
  yield {
    severity: most > 8 ? 'medium' : 'low',
    message: `${first.host.name} costs ${first.walk.queries.length} queries where ${least(first)} would do${dear.length > 1 ? `, and so do ${dear.length - 1} more names` : ''}: ndots is ${ndots}, with ${search.length} search domains`,
    resource: load.resource,
    path: first.host.path,
    workload: load.workload,
    container: first.host.container.name,
    evidence: dear.map(
      (each) =>
        `${each.host.name}: ${each.walk.queries.length} queries, ${least(each)} needed (${each.host.from}, ${placeOf(load.resource, each.host.path)})`,
    ),
    fix: {
      class: 'safe',
      description: `${helps.length > 0 ? `set ndots to ${wanted} in dnsConfig.options, or ` : ''}write the names with a trailing dot`,
      changes: helps.length > 0 ? [setNdots(load, wanted)] : [],
      needs: undefined,
    },
  }
}

function walkOf({ dns: { setup, records } }: DnsContext, load: Load, name: string): Walk {
  return walkName(setup, records, { namespace: load.namespace, spec: load.spec }, name, load.libc)
}

/** Whether the search list costs at least as much as the cluster's own three domains do. */
function isDear({ dns: { setup } }: DnsContext, name: string, { steps, end, resolver }: Walk): boolean {
  if (end === undefined || steps.length < Math.max(3, Math.min(4, resolver.search.length + 1))) return false
  return name.endsWith(`.${setup.zone}`) || isComplete(name)
}

const commonDomains = new Set(
  'com net org io dev app cloud ai info edu gov mil int biz online site tech example test internal local'.split(' '),
)

/** Whether a name is one of the internet, not one such as `service.namespace`, which two labels may be as well. */
function isComplete(name: string): boolean {
  const labels = name.toLowerCase().split('.')
  const last = labels.at(-1) ?? ''
  if (last === 'svc') return false
  return labels.length > 2 || last.length === 2 || commonDomains.has(last)
}

function least({ walk }: Dear): number {
  return walk.end?.queries.length ?? 2
}

function setNdots({ resource, workload }: Load, ndots: number): ResourceChange {
  const { options = [] } = workload.pod.spec.dnsConfig ?? {}
  const at = options.findIndex(({ name }) => name === 'ndots')
  const path = workload.pod.specPath('dnsConfig', 'options')
  const value = `${ndots}`
  return at === -1
    ? { resource, op: 'append', path, value: { name: 'ndots', value } }
    : { resource, op: 'set', path: [...path, at, 'value'], value }
}
