import type { Exposure, Party } from '../../network/index.ts'
import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { count, enumerate, visible, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { PartyWords } from './party-words.ts'
import { inputProblems } from './problems.ts'
import { type Row, rowLines } from './rows.ts'
import { placeIn } from './words.ts'
import { extentOf, passageText, selectedGroups } from './reach-parts.ts'
import type { ShownReach } from './reach.ts'

/** For each workload, who can connect to it and at which ports; exposures to outside first where they are asked for. */
export function* reachTable(shown: ShownReach, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const { policies } = shown
  yield* inputProblems(shown, width)
  if (shown.picture.parties.every(({ kind }) => kind === 'outside')) {
    // What could not be read is why, then, and has been told.
    if (shown.errors.length > 0) return
    const told = `There are no workloads in the input${policies === 0 ? '' : `, and what ${count(policies, 'policy lets', 'policies let')} connect shows only with them`}: give their manifests too, or read a cluster.`
    yield* wrap(told, width).map((part) => `${part}\n`)
    return
  }
  if (shown.exposures) yield* exposureLines(shown.exposures, width, paint)
  const words = new PartyWords(shown.picture.parties)
  const to = selectedGroups(shown.picture, shown.isTo)
  const from = selectedGroups(shown.picture, shown.isFrom)
  const rows: Row[] = []
  for (const target of to) {
    const byPorts = new Map<string, Party[]>()
    for (const source of from) {
      const ports = passageText(shown.picture.between(source.group, target.group))
      const isSelf = source.group === target.group && target.parties.length === 1
      const parties = isSelf ? source.parties.filter((each) => each !== target.parties[0]) : source.parties
      // From outside to outside is nothing of the cluster's.
      const isInside = target.parties[0]?.kind === 'workload' || source.parties[0]?.kind === 'workload'
      if (ports === undefined || parties.length === 0 || !isInside) continue
      const known = byPorts.get(ports)
      if (known) known.push(...parties)
      else byPorts.set(ports, [...parties])
    }
    const title = words.of(target.parties)
    if (byPorts.size === 0) rows.push({ to: title, from: 'nothing', ports: '-' })
    for (const [ports, parties] of byPorts) rows.push({ to: title, from: words.of(parties, target.parties), ports })
  }
  yield* rowLines(rows, width, paint)
  yield '\n'
  yield* wrap(summary(shown), width).map((part) => `${part}\n`)
}

function summary({ picture, policies, isFrom, isTo }: ShownReach): string {
  const counts = { all: 0, some: 0, unclear: 0, none: 0 }
  const targets = selectedGroups(picture, (party) => party.kind === 'workload' && isTo(party))
  for (const from of selectedGroups(picture, (party) => party.kind === 'workload' && isFrom(party))) {
    for (const to of targets) {
      const same = from.group === to.group ? from.parties.filter((each) => to.parties.includes(each)).length : 0
      const pairs = from.parties.length * to.parties.length - same
      counts[extentOf(picture.between(from.group, to.group))] += pairs
    }
  }
  const total = counts.all + counts.some + counts.unclear + counts.none
  const unclear = counts.unclear === 0 ? '' : `; for ${counts.unclear.toLocaleString('en')} it is not defined`
  const workloads = picture.parties.filter(({ kind }) => kind === 'workload').length
  const told = policies === 0 ? 'no policy' : count(policies, 'policy', 'policies')
  return `${count(workloads, 'workload')} and ${told}. Of ${count(total, 'pair')}, ${counts.all.toLocaleString('en')} can connect at every port, ${counts.some.toLocaleString('en')} at some, ${counts.none.toLocaleString('en')} at none${unclear}.`
}

function* exposureLines(exposures: readonly Exposure[], width: number, paint: Paint): Generator<string> {
  if (exposures.length === 0) {
    yield* wrap(
      'Nothing is reached from outside: no Service of type NodePort or LoadBalancer, no external address, no Ingress or route leads to a port of a pod, and no pod has a port on its node.',
      width,
    ).map((part) => `${part}\n`)
    yield '\n'
    return
  }
  yield `${paint.bold('REACHED FROM OUTSIDE')}\n`
  for (const [workload, own] of Map.groupBy(exposures, (each) => each.workload)) {
    yield `  ${visible(workload)}\n`
    for (const exposure of own) {
      const { words, service, port, protocol, source, path } = exposure
      const way = service && !words.endsWith(service.title) ? `${words} → ${service.title}:${service.port}` : words
      const text = `${way} → ${port}/${protocol}: ${policiesText(exposure)}`
      yield* wrap(visible(text), width - 4).map((part) => `    ${part}\n`)
      const place = placeIn(source, path)
      if (place !== undefined) yield `    ${paint.dim(visible(place))}\n`
    }
  }
  yield '\n'
}

function policiesText({ policies, isProxied, endpoint }: Exposure): string {
  if (endpoint.hostNetwork) return 'policies do not select it'
  if (isProxied) return 'what policies let its controller do counts'
  if (policies === undefined || policies.denied.length === 0) return 'no policy keeps it out'
  return policies.allowed.length === 0
    ? 'policies refuse it'
    : `policies let in ${enumerate(policies.allowed, 3)}, not ${enumerate(policies.denied, 3)}`
}
