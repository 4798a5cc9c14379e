import { autoscalerOf, isReplicated, writtenReplicas } from '../../../cluster/index.ts'
import { valueAt } from '../../../yaml/index.ts'
import { fields, list, type Source, text } from '../../world/source.ts'
import type { DnsContext } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'
import { addressAnswerSize, ednsLimit, mostAddresses, optSize, plainLimit, srvAnswerSize } from '../sizes.ts'

/** Cause D9, its other half: answers of headless Services grow with their endpoints until they no longer fit. */
export const headlessTruncation: DnsCause = {
  number: 'D9',
  id: 'dns-answer-truncated',
  title: 'The answer for a headless Service does not fit into a datagram',
  why: 'It is cut short and asked for again over TCP: slower, refused where policies forget TCP 53, and final for musl before 1.2.4, which takes what it got.',
  *find(context) {
    const { records, setup } = context.dns
    for (const service of records.services) {
      const { resource } = service
      if (resource === undefined || valueAt(service.object, ['spec', 'clusterIP']) !== 'None') continue
      const { count, from } = endpointsOf(context, service)
      const name = `${service.name}.${service.namespace}.svc.${setup.zone}`
      const size = addressAnswerSize(name, 'A', count)
      const srv = srvSizes(service, name, count)
      const worst = Math.max(size, ...srv.map((each) => each.size))
      if (worst <= plainLimit) continue
      const largest = size > plainLimit ? undefined : srv.find((each) => each.size === worst)
      const told = largest?.size ?? size
      const overEdns = told + optSize > ednsLimit
      const fits = (limit: number) => `${mostAddresses(name, 'A', limit)} addresses fit into ${limit} octets`
      yield {
        resource,
        path: [...resource.base, 'spec', 'clusterIP'],
        severity: size + optSize > ednsLimit ? 'medium' : 'low',
        message: `${from}${count} endpoints make ${largest ? `the SRV answer for ${largest.name}` : `the answer for ${name}`} ${told.toLocaleString('en')} octets long: it is cut short ${overEdns ? `at ${plainLimit}, and at ${ednsLimit} with EDNS` : `at ${plainLimit}, for resolvers without EDNS (glibc, musl)`}`,
        evidence: [
          `A ${name}: ${size.toLocaleString('en')} octets; ${fits(plainLimit)}, ${fits(ednsLimit)} with EDNS`,
          ...srv.map((each) => `SRV ${each.name}: ${each.size.toLocaleString('en')} octets`),
        ],
        fix: advice(
          'allow TCP 53 wherever UDP 53 is; or give clients a Service with a ClusterIP, or the names of single pods',
        ),
      }
    }
  },
}

/** How many addresses the answer may hold: as many as there are, or as controllers may make. */
function endpointsOf({ cluster, dns: { records } }: DnsContext, service: Source): { count: number; from: string } {
  const now = records.backends(service)?.filter(({ ready }) => ready).length ?? 0
  const resources = new Set(records.selected(service).map(({ source }) => source.resource))
  let most = 0
  let scaled = false
  for (const resource of resources) {
    if (resource === undefined) continue
    const own = autoscalerOf(cluster, resource)?.maximum
    if (own !== undefined) scaled = true
    most += own ?? (isReplicated(resource) ? (writtenReplicas(resource) ?? 1) : 1)
  }
  return most > now && scaled ? { count: most, from: 'up to ' } : { count: now, from: '' }
}

/** SRV answers by named port: one record for each endpoint, each with the endpoint's name and address. */
function srvSizes(service: Source, name: string, count: number): { name: string; size: number }[] {
  // An endpoint without a hostname is called by its address: `10-244-1-17`.
  const target = `10-244-100-100.${name}`
  return list(valueAt(service.object, ['spec', 'ports'])).flatMap((each) => {
    const port = fields(each)
    const label = text(port['name'])
    if (label === '') return []
    const question = `_${label}._${(text(port['protocol']) || 'TCP').toLowerCase()}.${name}`
    return [
      {
        name: question,
        size: srvAnswerSize(
          question,
          Array.from({ length: count }, () => target),
        ),
      },
    ]
  })
}
