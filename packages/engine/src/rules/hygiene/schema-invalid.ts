import {
  type ApiProblem,
  apiProblems,
  apiProblemsOf,
  type Resource,
  type ShapeProblem,
  type Workload,
} from '../../cluster/index.ts'
import { formatPath, isWithin, valueAt } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An object is not what the schema of its kind says.
 *
 * Restricted: fields that the kind does not have, and values of the wrong type, in built-in kinds (Kubernetes v1.36) and in
 *             the metadata and the pod templates of custom resources
 */
export const schemaInvalid = defineRule({
  id: 'schema-invalid',
  title: 'Field does not exist, or has the wrong type',
  severity: 'medium',
  category: 'hygiene',
  visit: 'resource',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each field that the kind does not have and for each value of the wrong type, in built-in kinds as of Kubernetes v1.36 and in the metadata and pod templates of custom resources. Left-out fields are not looked for, since patches and overlays leave most of them out. A field below `securityContext` is high: it looks as if it held.',
  why: 'The API server drops an unknown field, or refuses the object; a setting in the wrong place protects nothing.',
  remedy: 'Correct the name, the place or the value.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    allowPrivilegeEscalation: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        allowPrivilegeEscalation: false
`,
  },
  *check({ resource, cluster }) {
    const problems = apiProblems(resource) ?? [
      ...resource.problems.map(typeProblem),
      ...cluster.workloadsOf(resource).flatMap(templateProblems),
    ]
    for (const problem of problems) {
      yield {
        at: problem.path,
        severity: problem.path.includes('securityContext') ? 'high' : 'medium',
        message: messageOf(problem, resource),
      }
    }
  },
})

/** Custom resources have schemas of their own; their metadata and the pods that they embed are those of Kubernetes. */
function templateProblems({ pod, problems, resource }: Workload): readonly ApiProblem[] {
  const path = pod.specPath()
  return [
    ...problems.filter((problem) => !isWithin(problem.path, path)).map(typeProblem),
    ...apiProblemsOf(valueAt(resource.document.value, path), 'PodSpec', path),
  ]
}

function typeProblem({ path, expected }: ShapeProblem): ApiProblem {
  return { reason: 'type', path, expected }
}

function messageOf(problem: ApiProblem, resource: Resource): string {
  const name = formatPath(problem.path.slice(resource.base.length))
  if (problem.reason === 'type') return `${name} must be ${problem.expected}`
  const { suggestion } = problem
  if (suggestion?.kind === 'spelling') return `there is no field ${name}; did you mean ${suggestion.name}?`
  if (suggestion?.kind !== 'place') return `there is no field ${name}`
  return `there is no field ${name}; it belongs in ${formatPath(suggestion.parent.slice(resource.base.length)) || 'the root'}`
}
