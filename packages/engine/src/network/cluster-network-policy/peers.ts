import type { Path } from '../../yaml/index.ts'
import type { FlowDirection, NamePattern, Peer, Term } from '../policy/policy.ts'
import { readSelector } from '../policy/selector.ts'
import { parseCidr } from '../world/ip.ts'
import { fields, isGiven, list, text } from '../world/source.ts'

type Fields = Readonly<Record<string, unknown>>
type Report = (path: Path, message: string) => void

/** The pods that a policy is about; undefined for what is neither `namespaces` nor `pods`. */
export function subjectOf(subject: Fields): readonly Term[] | undefined {
  const { namespaces, pods } = subject
  if (isGiven(namespaces) === isGiven(pods)) return undefined
  return isGiven(namespaces) ? namespacesTerms(namespaces) : podsTerms(fields(pods))
}

/** Peers of a rule: any of them. */
export function peersOf(peers: readonly unknown[], direction: FlowDirection, path: Path, problem: Report): Peer[] {
  return peers.flatMap((value, i) => peerOf(fields(value), direction, [...path, i], problem))
}

function peerOf(peer: Fields, direction: FlowDirection, path: Path, problem: Report): Peer[] {
  const { namespaces, pods, nodes, networks, domainNames } = peer
  const given = [namespaces, pods, nodes, networks, domainNames].filter(isGiven)
  if (given.length > 1) problem(path, 'a peer is one of namespaces, pods, nodes, networks and domainNames')
  if (hasSameLabels(namespaces) || hasSameLabels(fields(pods)['namespaces'])) {
    problem(
      path,
      'sameLabels and notSameLabels are no longer part of the API: nothing can be compared with the subject',
    )
    return [{ kind: 'unknown', path }]
  }
  if (isGiven(namespaces))
    return [{ kind: 'pods', terms: namespacesTerms(namespaces), hostPods: 'never', path: [...path, 'namespaces'] }]
  if (isGiven(pods))
    return [{ kind: 'pods', terms: podsTerms(fields(pods)), hostPods: 'never', path: [...path, 'pods'] }]
  if (direction === 'ingress' && given.length > 0) {
    problem(path, 'what comes in is from namespaces or pods alone: nodes, networks and domainNames are peers of egress')
    return [{ kind: 'unknown', path }]
  }
  if (isGiven(nodes)) return [{ kind: 'nodes', selector: readSelector(nodes), path: [...path, 'nodes'] }]
  if (isGiven(networks))
    return list(networks).flatMap((network, i): Peer[] => {
      const at = [...path, 'networks', i]
      if (parseCidr(text(network)) === undefined) {
        problem(at, `${JSON.stringify(network)} is no CIDR block`)
        return []
      }
      return [{ kind: 'block', cidr: text(network), except: [], inCluster: true, path: at }]
    })
  if (isGiven(domainNames))
    return [
      {
        kind: 'names',
        patterns: list(domainNames).map((name) => domainPattern(text(name))),
        path: [...path, 'domainNames'],
      },
    ]
  problem(path, 'the peer has none of the fields that are known; it is taken to allow nothing')
  return [{ kind: 'unknown', path }]
}

/** Older versions wrap the selector once more. */
function namespacesTerms(namespaces: unknown): Term[] {
  const { namespaceSelector } = fields(namespaces)
  return [{ labels: 'namespace', selector: readSelector(isGiven(namespaceSelector) ? namespaceSelector : namespaces) }]
}

function podsTerms({ namespaceSelector, namespaces, podSelector }: Fields): Term[] {
  const own = isGiven(namespaceSelector)
    ? [{ labels: 'namespace' as const, selector: readSelector(namespaceSelector) }]
    : namespacesTerms(namespaces)
  return [...own, { labels: 'pod', selector: readSelector(podSelector) }]
}

function hasSameLabels(namespaces: unknown): boolean {
  const { sameLabels, notSameLabels } = fields(namespaces)
  return isGiven(sameLabels) || isGiven(notSameLabels)
}

/** A name, or `*.` before one for one or more labels more. */
export function domainPattern(written: string): NamePattern {
  const name = written.toLowerCase().replace(/\.$/, '')
  const matches = name.startsWith('*.')
    ? (asked: string) => asked.endsWith(name.slice(1)) && asked.length >= name.length
    : (asked: string) => asked === name
  return { text: written, matches }
}
