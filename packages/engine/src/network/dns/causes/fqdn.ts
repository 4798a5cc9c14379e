import { type LabelSelector, selectorMatches } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'
import { valueAt } from '../../../yaml/index.ts'
import { readSelector } from '../../policy/selector.ts'
import type { Endpoint } from '../../world/endpoints.ts'
import { fields, isGiven, list, type Source, text } from '../../world/source.ts'
import type { DnsContext } from '../context.ts'
import { advice, type DnsCause } from '../finding.ts'

/** A `spec` of a Cilium policy, with what it says of names. */
interface FqdnSpec {
  readonly source: Source
  readonly selector: LabelSelector
  readonly isClusterwide: boolean
  /** Names that it lets pods connect to, each with its path. */
  readonly allowed: readonly { readonly pattern: string; readonly path: Path }[]
  /** Names that its DNS rules let pods ask for; undefined where it has none. */
  readonly asked: readonly string[] | undefined
}

/**
 * Cause D16: `toFQDNs` allows the addresses that the DNS proxy has seen in answers; without a rule that sends queries
 * through it, none are ever seen. Source: cilium/cilium pkg/policy/api.
 */
export const fqdnWithoutDns: DnsCause = {
  number: 'D16',
  id: 'dns-fqdn-policy',
  title: 'A policy for names has no DNS rule that lets it learn their addresses',
  why: 'Cilium learns which addresses a name has from answers that pass its DNS proxy: without rules.dns for port 53 every connection is dropped.',
  *find(context) {
    const specs = specsOf(context)
    for (const spec of specs) {
      const { resource } = spec.source
      if (spec.allowed.length === 0 || resource === undefined) continue
      const asked = askedBy(spec, specs, context)
      const unseen = spec.allowed.filter(({ pattern }) => !asked?.some((each) => covers(each, pattern)))
      const [first] = unseen
      if (first === undefined) continue
      const names = unseen.map(({ pattern }) => pattern)
      yield {
        resource,
        path: [...resource.base, ...first.path],
        severity: 'high',
        message:
          asked === undefined
            ? `nothing sends the queries of these pods through Cilium's DNS proxy, so that the addresses of ${names.join(', ')} are never known`
            : `the DNS rules let the pods ask for ${[...new Set(asked)].join(', ')}, not for ${names.join(', ')}`,
        fix: advice(
          `add an egress rule to the DNS pods with toPorts 53/ANY and rules.dns: [${names.map((each) => (each.includes('*') ? `{matchPattern: "${each}"}` : `{matchName: ${each}}`)).join(', ')}]`,
        ),
      }
    }
  },
}

/** Services whose names have hundreds of addresses, a few of them in each answer. */
const manyAddresses =
  /(^|\.)(s3([.-][a-z0-9-]+)?|sts([.-][a-z0-9-]+)?|dynamodb[.-][a-z0-9-]+)\.amazonaws\.com$|\.cloudfront\.net$|(^|\.)storage\.googleapis\.com$|\.blob\.core\.windows\.net$/

/** Cause D17: names with many addresses and short times outrun what is kept of them. */
export const fqdnChurn: DnsCause = {
  number: 'D17',
  id: 'dns-fqdn-churn',
  title: 'A policy allows a name whose addresses keep changing',
  why: 'Cilium keeps a limited number of addresses for a name; connections to one that it has forgotten are dropped.',
  *find(context) {
    const limit = limitOf(context)
    for (const { source, allowed } of specsOf(context))
      for (const { pattern, path } of allowed) {
        if (source.resource === undefined || !manyAddresses.test(pattern.replace(/^\*+\./, 'x.'))) continue
        yield {
          resource: source.resource,
          path: [...source.resource.base, ...path],
          severity: 'low',
          message: `${pattern} has many addresses for a short time each; ${limit === undefined ? 'how many Cilium keeps is not in the input (50 in older versions)' : `Cilium keeps ${limit} for a name`}`,
          fix: advice(
            'raise tofqdns-endpoint-max-ip-per-hostname and tofqdns-min-ttl, or allow the published ranges by toCIDRSet',
          ),
        }
      }
  },
}

function limitOf({ network: { model } }: DnsContext): number | undefined {
  const map = model.sources.find(({ kind, name }) => kind === 'ConfigMap' && name === 'cilium-config')
  const value = Number(text(valueAt(map?.object ?? {}, ['data', 'tofqdns-endpoint-max-ip-per-hostname'])) || 'NaN')
  return Number.isNaN(value) ? undefined : value
}

function specsOf({ network: { model } }: DnsContext): FqdnSpec[] {
  return model.sources.flatMap((source) => {
    const isClusterwide = source.kind === 'CiliumClusterwideNetworkPolicy'
    if (!isClusterwide && source.kind !== 'CiliumNetworkPolicy') return []
    const { spec, specs } = source.object
    return [
      ...(isGiven(spec) ? [specOf(source, fields(spec), ['spec'], isClusterwide)] : []),
      ...list(specs).map((each, i) => specOf(source, fields(each), ['specs', i], isClusterwide)),
    ]
  })
}

function specOf(source: Source, spec: Source['object'], path: Path, isClusterwide: boolean): FqdnSpec {
  const rules = list(spec['egress']).map(fields)
  const ports = rules.flatMap(({ toPorts }) => list(toPorts).map(fields))
  const dns = ports.filter((each) => takesDns(each) && Array.isArray(fields(each['rules'])['dns']))
  return {
    source,
    selector: readSelector(spec['endpointSelector']),
    isClusterwide,
    allowed: rules.flatMap(({ toFQDNs }, i) =>
      list(toFQDNs).flatMap((each, j) => {
        const pattern = patternIn(each)
        return pattern === '' ? [] : [{ pattern, path: [...path, 'egress', i, 'toFQDNs', j] }]
      }),
    ),
    asked: dns.length === 0 ? undefined : dns.flatMap((each) => list(fields(each['rules'])['dns']).map(patternIn)),
  }
}

function takesDns({ ports }: Source['object']): boolean {
  return list(ports).some((each) => {
    const { port } = fields(each)
    return port === 53 || ['53', '0', '5353', 'dns'].includes(text(port))
  })
}

function patternIn(value: unknown): string {
  const { matchName, matchPattern } = fields(value)
  return (text(matchName) || text(matchPattern)).toLowerCase().replace(/\.$/, '')
}

/** The names that the pods of a policy may ask for by any policy; undefined where no policy has a DNS rule for them. */
function askedBy(spec: FqdnSpec, specs: readonly FqdnSpec[], { network: { model } }: DnsContext): string[] | undefined {
  const pods = model.endpoints.filter(
    (endpoint) => endpoint.kind === 'pod' && selects(spec, endpoint, model.namespaceLabels),
  )
  const wanted = JSON.stringify(spec.selector)
  const found = specs.filter(({ asked, ...other }) => {
    if (asked === undefined) return false
    if (other.source === spec.source && JSON.stringify(other.selector) === wanted) return true
    if (!other.isClusterwide && other.source.namespace !== spec.source.namespace) return false
    if (pods.length > 0) return pods.every((pod) => selects({ ...other, asked }, pod, model.namespaceLabels))
    return isWider(other.selector, spec.selector)
  })
  return found.length === 0 ? undefined : found.flatMap(({ asked = [] }) => asked)
}

/** Whether a selector takes every pod that another takes, by their labels alone. */
function isWider(wide: LabelSelector, narrow: LabelSelector): boolean {
  if (JSON.stringify(wide) === JSON.stringify(narrow)) return true
  const labels = Object.fromEntries(Object.entries(narrow.matchLabels ?? {}).map(([key, value]) => [bare(key), value]))
  return (
    (wide.matchExpressions ?? []).length === 0 &&
    Object.entries(wide.matchLabels ?? {}).every(([key, value]) => labels[bare(key)] === value)
  )
}

function selects(
  { selector, isClusterwide, source }: FqdnSpec,
  { namespace, labels, serviceAccount }: Endpoint,
  namespaceLabels: (namespace: string) => Readonly<Record<string, string>>,
): boolean {
  if (!isClusterwide && namespace !== source.namespace) return false
  const own: Record<string, string> = {
    ...labels,
    'io.kubernetes.pod.namespace': namespace,
    'io.cilium.k8s.policy.serviceaccount': serviceAccount,
  }
  for (const [key, value] of Object.entries(namespaceLabels(namespace)))
    own[`io.cilium.k8s.namespace.labels.${key}`] = value
  return selectorMatches(
    {
      matchLabels: Object.fromEntries(
        Object.entries(selector.matchLabels ?? {}).map(([key, value]) => [bare(key), value]),
      ),
      matchExpressions: (selector.matchExpressions ?? []).map((each) => ({ ...each, key: bare(each.key ?? '') })),
    },
    own,
  )
}

/** A key without the prefix of its source, `k8s:` or `any:`. */
function bare(key: string): string {
  return key.replace(/^(k8s|any)[:.]/, '')
}

/** Whether a DNS rule lets pods ask for every name that a pattern may mean. `*` stays within a label, a leading `**.` does not. */
export function covers(rule: string, wanted: string): boolean {
  if (rule === '*' || rule === wanted) return true
  const pattern = rule
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/^\*\*\\\./, '([-a-z0-9_]+\\.)+')
    .replaceAll('*', '[-a-z0-9_]*')
  const sample = wanted.replace(/^\*\*\./, 'q7z.x8v.').replaceAll('*', 'q7z')
  return new RegExp(`^${pattern}$`).test(sample)
}
