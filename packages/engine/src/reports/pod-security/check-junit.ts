import type { Checked } from '../../pod-security/index.ts'
import { type Case, junitXml, problemSuite, type Suite } from '../junit-xml.ts'
import { fileOf, kubectlName, placeText } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { visible } from '../text.ts'
import { byNamespace, type CheckReport, placesOf, remarks, violationText } from './check-report.ts'

/** JUnit XML: a suite for each namespace, a case for each workload. Refused ones fail, exempt ones are skipped. */
export function checkJunit(report: CheckReport, options: ReportOptions): Iterable<string> {
  return junitXml(`${options.program ?? 'warrant'} pod-security check`, () => suitesOf(report))
}

function suitesOf(report: CheckReport): Suite[] {
  const suites = byNamespace(report).map(([name, results]): Suite => {
    const namespace = report.namespaces.find((each) => each.name === name)
    const refused = namespace?.resource && namespace.answer.message
    return {
      name,
      cases: [
        ...(refused === undefined || !namespace?.resource
          ? []
          : [failed(`namespace/${name}`, name, fileOf(namespace.resource), refused, refused)]),
        ...results.map((result) => caseOf(name, result, report)),
      ],
    }
  })
  const problems = problemSuite(report)
  const all = [...suites.filter(({ cases }) => cases.length > 0), ...(problems.cases.length > 0 ? [problems] : [])]
  // CI systems take a file without any case for a broken one.
  return all.length > 0 ? all : [{ name: 'pod-security', cases: [passed('no workload', 'pod-security', undefined)] }]
}

function caseOf(namespace: string, result: Checked, { by }: CheckReport): Case {
  const { workload, outcome, pod, verdict } = result
  const name = kubectlName(workload.resource)
  const file = fileOf(workload.resource)
  if (outcome === 'exempt')
    return { name, classname: namespace, file, outcome: { kind: 'skipped', message: `exempt by ${result.exempt}` } }
  if (outcome !== 'refused') return passed(name, namespace, file)
  const lines = verdict.violations.map((violation) => {
    const places = placesOf(result, violation).map(({ location }) => placeText(location))
    return [violationText(violation), ...places.map((place) => `  at ${place}`)].map(visible).join('\n')
  })
  return failed(name, namespace, file, pod.message ?? '', [...lines, ...remarks(result, by).map(visible)].join('\n'))
}

function failed(name: string, classname: string, file: string, message: string, text: string): Case {
  return { name, classname, file, outcome: { kind: 'failure', type: 'refused', message, text: visibleLines(text) } }
}

/** A name with a line break must not begin a line of its own: CI systems take some for commands. */
function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

function passed(name: string, classname: string, file: string | undefined): Case {
  return { name, classname, file, outcome: { kind: 'passed' } }
}
