import type { Resource } from '../../cluster/index.ts'
import { locatePath } from '../../findings/index.ts'
import { type CutPoint, startTitle, stepsOfPath, type TakeoverPath, targetWords } from '../../takeover/index.ts'
import type { Path } from '../../yaml/index.ts'
import { jsonArray, text } from '../json.ts'
import { fileOf, maintainedFile } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { artifactUri, hash, levelOf, securitySeverity } from '../sarif-values.ts'
import { count } from '../text.ts'
import type { ShownTakeover } from './formats.ts'
import { stepText } from './words.ts'

/** SARIF 2.1.0: a result for each path, at the workload that it begins in, with the declarations it stands on as its flow. */
export function* takeoverSarif(report: ShownTakeover, options: ReportOptions): Generator<string> {
  const rules = report.takeover.targets.map((target) => ({
    id: `takeover-${target}`,
    shortDescription: { text: `A takeover reaches ${targetWords[target]}` },
    fullDescription: {
      text: `Whoever has code in the workload gets to ${targetWords[target]} by the steps told, each with the declarations that it stands on.`,
    },
    properties: { tags: ['security', 'kubernetes', 'takeover'], precision: 'high' },
  }))
  const driver = {
    name: 'warrant',
    ...(options.version === undefined ? {} : { version: options.version, semanticVersion: options.version }),
    rules,
  }
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n'
  yield `      "tool": ${text({ driver }, 3)},\n      "columnKind": "utf16CodeUnits",\n`
  const indexes = new Map(rules.map(({ id }, i) => [id, i]))
  const results = report.starts.values().flatMap(({ start, severity, paths }) =>
    paths.values().map((path) => {
      const steps = stepsOfPath(report, path)
      const rule = `takeover-${path.target}`
      const fingerprint = hash(`${startTitle(start)} ${path.target}`)
      const flow = steps.flatMap((step) => step.grants.flatMap((grant) => flowLocation(grant, stepText(step))))
      const at = start.kind === 'workload' ? physicalLocation(start.load.workload.resource, []) : firstPlace(path)
      const told = steps.map((step, i) => `${i + 1}. ${stepText(step)}`).join('. ')
      return {
        ruleId: rule,
        ruleIndex: indexes.get(rule) ?? -1,
        level: levelOf(severity),
        message: {
          text: `${startTitle(start)} reaches ${targetWords[path.target]} in ${count(path.length, 'step')}: ${told}.`,
        },
        ...(at === undefined ? {} : { locations: [{ physicalLocation: at }] }),
        partialFingerprints: { 'warrant/v1': fingerprint, primaryLocationLineHash: `${fingerprint}:1` },
        ...(flow.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: flow }] }] }),
        properties: {
          severity,
          'security-severity': securitySeverity[severity],
          techniques: steps.map(({ technique }) => technique.id),
        },
      }
    }),
  )
  yield* jsonArray('results', results, 3)
  yield `,\n      "invocations": ${text([{ executionSuccessful: report.errors.length === 0 && report.notAudited.length === 0 }], 3)}\n    }\n  ]\n}\n`
}

function firstPlace({ proof }: TakeoverPath): object | undefined {
  const point = proof.flatMap(({ cuts }) => cuts).find(({ resource }) => resource !== undefined)
  return point?.resource && physicalLocation(point.resource, point.path)
}

function flowLocation(point: CutPoint, done: string): object[] {
  if (point.resource === undefined) return []
  const location = {
    physicalLocation: physicalLocation(point.resource, point.path),
    message: { text: `${done}: ${point.title}` },
  }
  return [{ location }]
}

/** Lines of a rendered text mean nothing in the file that it was rendered from. */
function physicalLocation(resource: Resource, path: Path): object {
  if (resource.provenance)
    return { artifactLocation: { uri: artifactUri(maintainedFile(resource)) }, region: { startLine: 1 } }
  const { line, column, endLine, endColumn } = locatePath(resource.document, path.length === 0 ? resource.base : path)
  return {
    artifactLocation: { uri: artifactUri(fileOf(resource)) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  }
}
