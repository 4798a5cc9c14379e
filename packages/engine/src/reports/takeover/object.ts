import { dump } from 'js-yaml'
import { locatePath } from '../../findings/index.ts'
import {
  type CutGrant,
  type CutPoint,
  type PathStep,
  type Raised,
  type ReachingStart,
  type Start,
  stepsOfPath,
  type TakeoverPath,
  targetWords,
  type TechniqueInfo,
  type Who,
} from '../../takeover/index.ts'
import { jsonArray, text } from '../json.ts'
import { apiVersion, editObject, errorObject, notAuditedObject, resourceObject } from '../report-object.ts'
import { formatPath } from '../../yaml/index.ts'
import type { ShownTakeover } from './formats.ts'

/** The report without its lists, which are written item by item. */
function head(report: ShownTakeover) {
  const { takeover, reach, cut, minor, assumptions } = report
  return {
    apiVersion,
    kind: 'TakeoverReport',
    kubernetesVersion: `v1.${minor}`,
    summary: {
      workloads: takeover.starts.filter(({ kind }) => kind === 'workload').length,
      identities: takeover.starts.filter(({ kind }) => kind === 'identity').length,
      reach: Object.fromEntries(
        reach.map(({ target, ...counts }) => [target, { description: targetWords[target], ...counts }]),
      ),
      paths: takeover.paths.length,
      cut: { grants: cut.grants.length, cost: cut.cost, lowerBound: cut.lowerBound, optimal: cut.optimal },
    },
    assumptions,
  }
}

function lists(report: ShownTakeover): readonly (readonly [string, Iterable<object>])[] {
  const { starts, cut, raised, errors, notAudited } = report
  return [
    ['starts', starts.values().map((each) => reachingObject(report, each))],
    ['cut', cut.grants.values().map(cutObject)],
    ['kept', cut.kept.values().map((path) => ({ start: startObject(path.start), ...pathObject(report, path) }))],
    ['techniques', raised.values().map(raisedObject)],
    ['errors', errors.values().map(errorObject)],
    ['notAudited', notAudited.values().map(notAuditedObject)],
  ]
}

export function* takeoverJson(report: ShownTakeover): Generator<string> {
  yield text(head(report)).replace(/\n\}$/, '')
  for (const [key, items] of lists(report)) {
    yield ',\n'
    yield* jsonArray(key, items, 1)
  }
  yield '\n}\n'
}

export function* takeoverYaml(report: ShownTakeover): Generator<string> {
  yield yamlText(head(report))
  for (const [key, items] of lists(report)) {
    let isFirst = true
    for (const item of items) {
      yield (isFirst ? `${key}:\n` : '') + yamlText([item])
      isFirst = false
    }
    if (isFirst) yield `${key}: []\n`
  }
}

function yamlText(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true })
}

function reachingObject(report: ShownTakeover, { start, exposed, severity, paths }: ReachingStart) {
  return { start: startObject(start), severity, exposed, reaches: paths.map((path) => pathObject(report, path)) }
}

function startObject(start: Start) {
  if (start.kind === 'identity') return { kind: 'identity', identity: whoObject(start.who) }
  const { workload, account, namespace } = start.load
  return {
    kind: 'workload',
    resource: resourceObject(workload.resource),
    serviceAccount: `${namespace}/${account}`,
    location: locatePath(workload.resource.document, workload.resource.base),
  }
}

function pathObject(report: ShownTakeover, path: TakeoverPath) {
  return { target: path.target, length: path.length, steps: stepsOfPath(report, path).map(stepObject) }
}

function stepObject({ technique, text: done, as, grants }: PathStep) {
  return {
    technique: technique.id,
    title: technique.title,
    text: done,
    ...(as.length > 0 && { as: as.map(whoObject) }),
    grants: grants.map(grantObject),
  }
}

function whoObject(who: Who) {
  return who
}

export function grantObject({ title, resource, path, container }: CutPoint) {
  return {
    description: title,
    ...(resource && {
      resource: resourceObject(resource),
      ...(container !== undefined && { container }),
      path: formatPath(path.slice(resource.base.length)),
      location: locatePath(resource.document, path),
    }),
  }
}

function cutObject({ point, paths, starts }: CutGrant) {
  const { fix, cost } = point
  return {
    ...grantObject(point),
    cost,
    // Whether it is used is told by a ledger of what was observed; without one it is not known.
    evidence: 'unobserved',
    ends: { paths, starts: starts.length },
    fix: {
      class: fix.class,
      description: fix.description,
      ...(fix.changes.length > 0 && { edits: fix.changes.map(editObject) }),
    },
  }
}

function raisedObject({ technique, by, text: done, grants }: Raised) {
  const subject =
    by.kind === 'identity'
      ? { kind: 'identity', identity: whoObject(by.who) }
      : {
          kind: 'container',
          resource: resourceObject(by.spot.load.workload.resource),
          container: by.spot.container.name,
        }
  return { ...techniqueObject(technique), subject, text: done, grants: grants.map(grantObject) }
}

function techniqueObject({ id, title, class: family }: TechniqueInfo) {
  return { technique: id, title, class: family }
}
