import type { Path } from '../../yaml/index.ts'
import type { CompiledPolicy, Peer, Term } from '../../network/index.ts'
import { directionsOf } from './policies.ts'

/** What a selector asks of pods beside their namespace, in words. */
export function selectorText(terms: readonly Term[]): string {
  return terms
    .flatMap(({ labels, selector: { matchLabels = {}, matchExpressions = [] } }) =>
      labels === 'namespace'
        ? []
        : [
            ...Object.entries(matchLabels)
              .filter(([key]) => key !== 'io.kubernetes.pod.namespace')
              .map(([key, value]) => `${key}=${value}`),
            ...matchExpressions.map(({ key = '', operator = '', values = [] }) =>
              [key, operator, ...(values.length === 0 ? [] : [`(${values.join(', ')})`])].join(' '),
            ),
          ],
    )
    .join(', ')
}

/** The place of the selector of a policy's subject. */
export function subjectPath({ policy }: CompiledPolicy): Path {
  const spec = (policy.ingress ?? policy.egress)?.path.slice(0, -1) ?? ['spec']
  const field =
    policy.kind === 'NetworkPolicy' ? 'podSelector' : policy.kind.startsWith('Cilium') ? 'endpointSelector' : 'subject'
  return [...spec, field]
}

/** The peers of a policy that are selectors of pods alone; what one place means besides, such as the world, counts it out. */
export function* podPeersOf(compiled: CompiledPolicy): Generator<Extract<Peer, { kind: 'pods' }>> {
  for (const [, { rules }] of directionsOf(compiled)) {
    const seen = new Set<string>()
    for (const { rule } of rules) {
      const peers = Map.groupBy(rule.peers ?? [], ({ path }) => path.join('\0'))
      for (const [place, [peer, ...others]] of peers) {
        // A rule of Cilium's with several lists of ports is read as several rules.
        if (seen.has(place) || others.length > 0) continue
        seen.add(place)
        if (peer?.kind === 'pods') yield peer
      }
    }
  }
}
