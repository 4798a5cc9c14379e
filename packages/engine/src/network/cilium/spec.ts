import type { LabelSelector } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Direction, FlowDirection, Policy, Subject } from '../policy/policy.ts'
import { namespaceCalled } from '../policy/selector.ts'
import { fields, isGiven, list } from '../world/source.ts'
import { namespaceKey, readCiliumSelector } from './endpoints.ts'
import { rulesOf } from './rule.ts'
import type { Fields, Scope } from './scope.ts'

type Header = Pick<Policy, 'title' | 'kind' | 'namespace' | 'name' | 'source'>
type Surroundings = Pick<Scope, 'sources' | 'config' | 'report'>

/** The policy of one spec; none where nobody can be its subject. */
export function policyOfSpec(spec: Fields, path: Path, header: Header, surroundings: Surroundings): Policy[] {
  const { namespace } = header
  const subject = subjectOf(spec, path, namespace, surroundings)
  if (subject === undefined) return []
  const directionOf = (direction: FlowDirection) =>
    readDirection(spec, path, { ...surroundings, namespace, direction, denies: false, ofNodes: 'nodes' in subject })
  return [
    {
      ...header,
      tier: 'namespace',
      priority: 0,
      subject,
      ingress: directionOf('ingress'),
      egress: directionOf('egress'),
      definesIcmp: true,
    },
  ]
}

function subjectOf(
  spec: Fields,
  path: Path,
  namespace: string | undefined,
  { report }: Surroundings,
): Subject | undefined {
  const { endpointSelector, nodeSelector } = spec
  if (isGiven(endpointSelector) === isGiven(nodeSelector)) {
    report(
      path,
      'a policy has either an endpointSelector or a nodeSelector; Cilium refuses any other, and enforces nothing',
    )
    return undefined
  }
  if (isGiven(nodeSelector)) {
    if (namespace === undefined) return { nodes: readCiliumSelector(nodeSelector) }
    report(
      [...path, 'nodeSelector'],
      'nodes are the subject of a CiliumClusterwideNetworkPolicy alone; Cilium refuses this one, and enforces nothing',
    )
    return undefined
  }
  const selector = readCiliumSelector(endpointSelector)
  if (namespace === undefined) return { pods: [{ labels: 'identity', selector }] }
  const wanted = selector.matchLabels?.[namespaceKey]
  if (wanted !== undefined && wanted !== namespace)
    report(
      [...path, 'endpointSelector', 'matchLabels'],
      `a policy is about pods of its own namespace, ${namespace}; Cilium passes over ${namespaceKey}: ${wanted}`,
    )
  return {
    pods: [
      { labels: 'namespace', selector: namespaceCalled(namespace) },
      { labels: 'identity', selector: withoutNamespace(selector) },
    ],
  }
}

function withoutNamespace({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelector {
  const rest = Object.entries(matchLabels).filter(([key]) => key !== namespaceKey)
  return { matchLabels: Object.fromEntries(rest), matchExpressions }
}

/**
 * One direction of a policy. With any rule in it, allowing or denying, it isolates, unless enableDefaultDeny says that it
 * does not; without rules, it says nothing of the direction, whatever enableDefaultDeny says.
 */
function readDirection(spec: Fields, path: Path, scope: Scope): Direction | undefined {
  const { direction } = scope
  const lists = [direction, `${direction}Deny`] as const
  const [allowing, denying] = lists.map((field) => list(spec[field]))
  const written = fields(spec['enableDefaultDeny'])[direction]
  if (allowing?.length === 0 && denying?.length === 0) {
    if (written === true)
      scope.report(
        [...path, 'enableDefaultDeny', direction],
        `there is no ${direction} rule, so nothing is isolated; a rule that allows nothing, {}, would isolate`,
      )
    return undefined
  }
  return {
    isolates: written !== false,
    rules: lists.flatMap((field, i) =>
      list(spec[field]).flatMap((rule, j) => rulesOf(fields(rule), [...path, field, j], { ...scope, denies: i === 1 })),
    ),
    path: [...path, allowing?.length === 0 ? lists[1] : lists[0]],
  }
}
