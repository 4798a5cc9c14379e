import type { Lookup, WalkStep } from '../../network/index.ts'
import type { Paint } from '../paint.ts'
import { count, enumerate, pad } from '../text.ts'
import type { Lines } from './lines.ts'

/** What a pod's resolver asks for, name by name, what comes back, and whether it can ask at all. */
export function* lookupLines(lines: Lines, lookup: Lookup, paint: Paint): Generator<string> {
  const { walk, flows } = lookup
  const { name, resolver, steps, queries, local } = walk
  if (local !== undefined) return
  yield '\n'
  yield* lines.text('', `The resolver asks for ${name}: ndots ${resolver.ndots}${asked(walk.libc)}`, paint.bold)
  for (const step of steps) yield* lines.text('  ', stepText(step))
  const least = queries.length / steps.length
  const hint = steps.length > 1 && !name.endsWith('.') ? `; ${name}. would cost ${least}` : ''
  yield* lines.text('  ', `${count(queries.length, 'query', 'queries')}${steps.length > 1 ? hint : ''}`)
  const [policy] = flows
    .flatMap(({ egress, ingress }) => [egress, ingress])
    .flatMap(({ rule }) => rule?.policy.title ?? [])
  yield* lines.text('  ', askingText(lookup, policy))
}

function stepText({ attempt, outcome, answer: { by, because, presumed, addresses } }: WalkStep): string {
  const found = `${pad(outcome, 12)}  ${attempt.name}`
  if (outcome === 'addresses') {
    const what = addresses.length > 0 ? `${enumerate(addresses, 4)} by ` : 'by '
    return `${found}, ${what}${by}${presumed ? ', as is presumed' : ''}`
  }
  // That nothing is below a search domain needs no reason.
  return attempt.domain === undefined && because !== undefined ? `${found}: ${because}` : found
}

function askingText({ server, verdict, walk: { resolver } }: Lookup, policy: string | undefined): string {
  const whom = server?.title ?? 'its DNS'
  if (verdict === 'deny') return `policies keep it from asking ${whom}: the name cannot be found out`
  if (verdict === 'allow')
    return policy === undefined ? `no policy keeps it from asking ${whom}` : `${policy} lets it ask ${whom}`
  if (verdict !== undefined) return `whether it can ask ${whom} depends on what enforces the policies, or on the pod`
  return resolver.from === 'cluster'
    ? "whether policies let it ask is not known, as the cluster's DNS is not in the input"
    : 'whether policies let it ask is not known, as its nameserver is not'
}

function asked(libc: string): string {
  return libc === 'glibc' ? '' : `, by the rules of ${libc}`
}
