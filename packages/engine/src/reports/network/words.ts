import { locatePath } from '../../findings/index.ts'
import type { Direction, Explanation, Flow, Pair, Policy, Source } from '../../network/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import { placeText } from '../names.ts'
import { count, enumerate } from '../text.ts'

/** Where something of an object is declared; undefined where that is not known. */
export function placeIn({ resource }: Source, path: Path): string | undefined {
  return resource && placeText(locatePath(resource.document, [...resource.base, ...path]))
}

/** A part of a policy: `NetworkPolicy shop/web, spec.ingress[0]`. */
export function partText({ title }: Pick<Policy, 'title'>, path: Path): string {
  return `${title}, ${formatPath(path)}`
}

export const answers: Readonly<Record<Explanation['verdict'], string>> = {
  allow: 'yes',
  deny: 'no',
  unserved: 'no',
  mixed: 'partly',
  'implementation-defined': 'not defined',
}

export const verdictWords = {
  allow: 'allowed',
  deny: 'denied',
  'implementation-defined': 'not defined',
} as const

/** `6379/TCP`, `ICMP` */
export function portWords({ connection: { port, protocol } }: Pick<Flow, 'connection'>): string {
  return protocol === 'ICMP' ? 'ICMP' : `${port}/${protocol}`
}

/** What decides a direction, in a sentence without its place. */
export function decisionText(
  flow: Flow,
  { direction, verdict, by, rule, others, isolating, reason }: Direction,
): string {
  const isEgress = direction === 'egress'
  const subject = isEgress ? flow.fromTitle : flow.toTitle
  const does = isEgress ? 'sends' : 'receives'
  switch (by) {
    case 'exempt':
    case 'apart':
      return reason ?? ''
    case 'outside':
      return `${subject} is outside the cluster, where its policies do not count`
    case 'no-policy':
      return `no policy is about what ${subject} ${does}`
    case 'default':
      return `no policy that is about what ${subject} ${does} refuses it`
    case 'rule': {
      if (rule === undefined) return ''
      const part = partText(rule.policy, rule.rule.path)
      const named = rule.rule.name === undefined ? part : `${part} (${rule.rule.name})`
      if (verdict === 'deny') return `${named} refuses it`
      return others.length === 0 ? named : `${named}; ${count(others.length, 'other rule')} too`
    }
    case 'isolation':
      return `${enumerate(
        isolating.map(({ title }) => title),
        mostPolicies,
      )} ${isolating.length === 1 ? 'isolates' : 'isolate'} ${subject}, and no rule allows it`
    case 'undefined':
      return reason ?? 'it is left to the implementation'
  }
}

export const mostPolicies = 4

/** Who can newly connect to whom: by workload, each pair once. */
export function pairTexts(pairs: readonly Pair[], workloadOf: (endpoint: Pair['from'][number]) => string): string[] {
  const found = new Set<string>()
  const titles = (members: Pair['from'], addresses: string) =>
    members.length === 0 ? [addresses] : [...new Set(members.map(workloadOf))]
  for (const { from, to, fromAddresses, toAddresses } of pairs)
    for (const a of titles(from, fromAddresses)) for (const b of titles(to, toAddresses)) found.add(`${a} → ${b}`)
  return [...found]
}
