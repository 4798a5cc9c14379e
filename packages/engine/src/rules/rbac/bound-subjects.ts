import type { Binding, Subject } from '../../access/index.ts'
import { type Cluster, pathIn, type Resource } from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import { type ProposedFix, type Report, remove } from '../rule.ts'
import { bindingOf, roleWords, scopeWords, subjectWords } from './bindings.ts'
import { isOwnSubject } from './kubernetes-own.ts'
import { type Power, type PowerLevel, powerOf } from './power.ts'

/** How bad it is that a subject has each power, in the whole cluster and in one namespace. */
export type Gravity = Readonly<Record<PowerLevel, readonly [cluster: Severity, namespace: Severity]>>

/** Reports the subjects of a binding that a rule is about, as bad as what the binding gives them. */
export function* boundSubjects(
  resource: Resource,
  cluster: Cluster,
  concerns: (subject: Subject) => boolean,
  gravity: Gravity,
): Iterable<Report> {
  const binding = bindingOf(resource, cluster)
  if (!binding?.subjects.some(concerns)) return
  const power = powerOf(binding)
  for (const [i, subject] of binding.subjects.entries()) {
    if (!concerns(subject) || isOwnSubject(binding, subject)) continue
    yield {
      at: pathIn(resource, 'subjects', i),
      severity: gravity[power.level][binding.kind === 'ClusterRoleBinding' ? 0 : 1],
      message: `${subjectWords(subject, binding)} ${powerWords(power, binding)}`,
      fix: withoutSubject(resource, binding, i),
    }
  }
}

function powerWords({ level, example }: Power, binding: Binding): string {
  const role = roleWords(binding)
  const where = `${scopeWords(binding)}, through ${role}`
  switch (level) {
    case 'everything':
      return `may do everything ${where}`
    case 'discovery':
      return `may read what the API server tells about itself ${where}`
    case 'nothing':
      return `is bound to ${role}, which allows nothing today`
    case 'unknown':
      return `may do what ${role} allows, which is not in what was read`
    default:
      return `may ${example} ${where}`
  }
}

/** The edit that takes a subject out of its binding. */
export function withoutSubject(resource: Resource, { subjects }: Binding, index: number): ProposedFix {
  return {
    description:
      subjects.length === 1 ? 'Remove the subject; it is the only one, so the binding can go' : 'Remove the subject',
    changes: [remove(pathIn(resource, 'subjects', index))],
    needs: 'evidence that nobody uses the role through it',
  }
}
