import type { LabelSelector } from '../../cluster/index.ts'
import type { Policy, Term } from '../policy/policy.ts'

type Labels = Readonly<Record<string, string>>

/** Labels that selectors ask for: the values by key, none of them where only the key matters. */
type Asked = ReadonlyMap<string, ReadonlySet<string>>

/** What policies look at: everything else cannot make a difference. */
export function usedIn(policies: readonly Policy[]) {
  const podLabels = new Map<string, Set<string>>()
  const nodeLabels = new Map<string, Set<string>>()
  const portNames = new Set<string>()
  let accounts = false
  let hosts = false
  const ask = (into: Map<string, Set<string>>, key: string, values: readonly string[]) => {
    let asked = into.get(key)
    if (asked === undefined) into.set(key, (asked = new Set()))
    for (const value of values) asked.add(value)
  }
  const see = (into: Map<string, Set<string>>, { matchLabels, matchExpressions }: LabelSelector) => {
    for (const [key, value] of Object.entries(matchLabels ?? {})) ask(into, key, [value])
    for (const { key, values } of matchExpressions ?? []) if (key !== undefined) ask(into, key, values ?? [])
  }
  const seeTerms = (terms: readonly Term[]) => {
    for (const { labels, selector } of terms) {
      if (labels !== 'namespace') see(podLabels, selector)
      if (labels === 'identity') accounts = true
    }
  }
  for (const { subject, ingress, egress } of policies) {
    if ('pods' in subject) seeTerms(subject.pods)
    else see(nodeLabels, subject.nodes)
    for (const { peers = [], ports = [] } of [...(ingress?.rules ?? []), ...(egress?.rules ?? [])]) {
      for (const peer of peers) {
        if (peer.kind === 'pods') seeTerms(peer.terms)
        if (peer.kind === 'nodes') see(nodeLabels, peer.selector)
        if (peer.kind === 'entity') hosts ||= peer.entity === 'host' || peer.entity === 'remote-node'
      }
      for (const port of ports) if ('portName' in port) portNames.add(port.portName)
    }
  }
  return { podLabels, nodeLabels, portNames, accounts, hosts }
}

/** The labels that selectors ask for, as text; a value that none of them names is like any other such value. */
export function picked(labels: Labels, asked: Asked): string {
  const found: string[] = []
  for (const [key, value] of Object.entries(labels)) {
    const values = asked.get(key)
    if (values) found.push(values.has(value) ? `${key}=${value}` : key)
  }
  return found.sort().join()
}
