import { valueAt } from '../../yaml/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { parseIp } from '../world/ip.ts'
import { fields, list, text } from '../world/source.ts'
import { blockFor, isWithinZone, kubernetesOf, plugin } from './corefile/plugins.ts'
import { libcOf } from './libc.ts'
import { type Attempt, attempts, goesOn, type Libc, type Outcome, queriesOf, type Query, withoutDot } from './lookup.ts'
import type { Records } from './records.ts'
import { type ResolvConf, resolvConfOf } from './resolv-conf.ts'
import { answer, type ServerAnswer } from './server.ts'
import type { DnsSetup } from './setup.ts'

/** One name that is asked for, and what comes back. */
export interface WalkStep {
  readonly attempt: Attempt
  readonly queries: readonly Query[]
  readonly outcome: Outcome
  readonly answer: ServerAnswer
}

/** What a pod's resolver does for a name. */
export interface Walk {
  readonly name: string
  readonly libc: Libc
  readonly resolver: ResolvConf
  /** Why nothing is asked, where nothing is: an address, or a line of `/etc/hosts`. */
  readonly local: { readonly because: string; readonly addresses: readonly string[] } | undefined
  readonly steps: readonly WalkStep[]
  /** All that goes over the wire, in order. */
  readonly queries: readonly Query[]
  /** The step whose answer ends it with addresses; undefined when the name does not resolve. */
  readonly end: WalkStep | undefined
}

/** A pod whose resolver asks. */
export interface WalkPod {
  readonly namespace: string
  /** The pod's spec, as it is written. */
  readonly spec: Readonly<Record<string, unknown>>
}

/** What the resolver of a pod asks for a name, in order, and which answer ends it. */
export function walkName(
  setup: DnsSetup,
  records: Records,
  { namespace, spec }: WalkPod,
  name: string,
  libc: Libc = libcOf(spec) ?? 'glibc',
): Walk {
  const resolver = resolvConfOf(namespace, spec, setup.node)
  const local = knownLocally(spec, name)
  const steps: WalkStep[] = []
  if (local === undefined) {
    for (const attempt of attempts(name, resolver, libc)) {
      const step = searched(setup, records, resolver, stepOf(setup, records, resolver, attempt, libc), libc)
      steps.push(step)
      if (!goesOn(step.outcome, libc)) break
    }
  }
  const last = steps.at(-1)
  return {
    name,
    libc,
    resolver,
    local,
    steps,
    queries: steps.flatMap(({ queries }) => queries),
    end: last?.outcome === 'addresses' ? last : undefined,
  }
}

/** What resolves names in the pods that an endpoint stands for. */
export function walkPodOf(endpoint: Endpoint): WalkPod {
  return { namespace: endpoint.namespace, spec: podSpecOf(endpoint) }
}

/** The spec of the pods that an endpoint stands for. */
export function podSpecOf({ source: { object } }: Endpoint): Readonly<Record<string, unknown>> {
  for (const path of [
    ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
    ['spec', 'template', 'spec'],
  ]) {
    const spec = fields(valueAt(object, path))
    if (Object.keys(spec).length > 0) return spec
  }
  return fields(object['spec'])
}

/** What autopath makes of the first name below a search domain: it goes through the list in place of the client. */
function searched(setup: DnsSetup, records: Records, resolver: ResolvConf, step: WalkStep, libc: Libc): WalkStep {
  const { attempt } = step
  if (step.outcome !== 'no such name' || resolver.from !== 'cluster' || !hasAutopath(setup)) return step
  const [first] = resolver.search
  if (first === undefined || attempt.domain !== first) return step
  const name = attempt.name.slice(0, -first.length - 1)
  for (const other of [...resolver.search.slice(1), '']) {
    const next: Attempt = { name: other === '' ? name : `${name}.${other}`, domain: other === '' ? undefined : other }
    const { outcome, answer: found } = stepOf(setup, records, resolver, next, libc)
    if (outcome !== 'addresses') continue
    return { ...step, outcome, answer: { ...found, aliases: [next.name, ...found.aliases] } }
  }
  return step
}

function hasAutopath({ corefile, nodeLocal, zone }: DnsSetup): boolean {
  const block = corefile && blockFor(corefile.corefile, zone)
  if (block === undefined || nodeLocal !== undefined || kubernetesOf(block)?.pods !== 'verified') return false
  return plugin(block, 'autopath')?.args.at(-1) === '@kubernetes'
}

function stepOf(setup: DnsSetup, records: Records, resolver: ResolvConf, attempt: Attempt, libc: Libc): WalkStep {
  const queries = queriesOf(attempt, resolver, libc)
  const answers = [...new Set(queries.map(({ type }) => type))].map((type) =>
    resolver.from === 'cluster' ? answer(setup, records, attempt.name, type) : elsewhere(setup, attempt.name, resolver),
  )
  const found = answers.find(({ outcome }) => outcome === 'addresses') ?? answers[0]
  if (found === undefined) throw new RangeError('every attempt asks for addresses')
  // What lies below a search domain is not there, as far as anybody knows; that is why it costs queries.
  if (found.presumed && found.aliases.length === 0 && ![undefined, '', '.'].includes(attempt.domain)) {
    const nowhere: ServerAnswer = { ...found, outcome: 'no such name', because: 'presumed: a search domain was added' }
    return { attempt, queries, outcome: nowhere.outcome, answer: nowhere }
  }
  const addresses = answers.flatMap((each) => (each.outcome === 'addresses' ? each.addresses : []))
  return { attempt, queries, outcome: found.outcome, answer: { ...found, addresses } }
}

/** What a resolver outside the cluster says: it knows nothing of the cluster's zone. */
function elsewhere({ zone }: DnsSetup, name: string, { from, nameservers }: ResolvConf): ServerAnswer {
  const by = nameservers.length > 0 ? nameservers.join(', ') : from === 'node' ? "the node's resolver" : 'no nameserver'
  const isOwn = isWithinZone(name.toLowerCase(), zone)
  const none = from === 'pod' && nameservers.length === 0
  return {
    outcome: none ? 'failure' : isOwn || !name.includes('.') ? 'no such name' : 'addresses',
    addresses: [],
    by,
    because: none ? 'the pod has no nameserver' : isOwn ? `${by} does not know the cluster's names` : undefined,
    presumed: !isOwn && !none,
    aliases: [],
  }
}

/** Addresses need no DNS, and neither does what `/etc/hosts` holds. */
function knownLocally(spec: Readonly<Record<string, unknown>>, name: string): Walk['local'] {
  if (parseIp(name) !== undefined) return { because: 'it is an address', addresses: [name] }
  const plain = withoutDot(name).toLowerCase()
  if (plain === 'localhost') return { because: 'it is in /etc/hosts', addresses: ['127.0.0.1'] }
  const addresses = list(spec['hostAliases']).flatMap((alias) => {
    const { ip, hostnames } = fields(alias)
    return list(hostnames).some((each) => text(each).toLowerCase() === plain) ? [text(ip)] : []
  })
  return addresses.length > 0 ? { because: 'a hostAlias puts it into /etc/hosts', addresses } : undefined
}
