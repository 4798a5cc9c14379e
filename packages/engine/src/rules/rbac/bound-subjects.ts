import type { Binding, Subject } from '../../access/index.ts'
import { type Cluster, pathIn, type Resource } from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import type { Path } from '../../yaml/index.ts'
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
  for (const { binding, subject, at, fix } of subjectsThat(concerns, resource, cluster)) {
    const power = powerOf(binding)
    yield {
      at,
      severity: gravity[power.level][binding.kind === 'ClusterRoleBinding' ? 0 : 1],
      message: `${subjectWords(subject, binding)} ${powerWords(power, binding)}`,
      fix,
    }
  }
}

interface FoundSubject {
  readonly binding: Binding
  readonly subject: Subject
  readonly at: Path
  /** The edit that takes it out of the binding. */
  readonly fix: ProposedFix
}

/** The subjects of a binding that a rule is about, but for those whom Kubernetes itself binds so. */
export function* subjectsThat(
  concerns: (subject: Subject) => boolean,
  resource: Resource,
  cluster: Cluster,
): Iterable<FoundSubject> {
  const binding = bindingOf(resource, cluster)
  for (const [i, subject] of binding?.subjects.entries() ?? []) {
    if (binding === undefined || !concerns(subject) || isOwnSubject(binding, subject)) continue
    const at = pathIn(resource, 'subjects', i)
    yield { binding, subject, at, fix: withoutSubject(at, binding) }
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

function withoutSubject(at: Path, { subjects }: Binding): ProposedFix {
  return {
    description:
      subjects.length === 1 ? 'Remove the subject; it is the only one, so the binding can go' : 'Remove the subject',
    changes: [remove(at)],
    needs: 'evidence that nobody uses the role through it',
  }
}
