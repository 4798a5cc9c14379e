import type { PodExemptions } from '../admission/exemptions.ts'
import { evaluate } from '../evaluate.ts'
import { formatPolicy, type LevelVersion } from '../levels.ts'
import type { Subject } from './subject.ts'

/** A pod that its namespace's policy refuses when it is made, now or the next time. */
export interface Refused {
  readonly subject: Subject
  /** The short reasons. */
  readonly reason: string
  /** What the API server says. */
  readonly message: string
  /** What makes the pod anew, and so brings the refusal about. */
  readonly trigger: string
}

/** The pods that the enforced policy refuses. Those that run already keep running until something makes them anew. */
export function refusedNow(subjects: readonly Subject[], enforce: LevelVersion, exemptions: PodExemptions): Refused[] {
  return subjects.flatMap((subject) => {
    const { pod } = subject
    if (exemptions.runtimeClasses.includes(pod.runtimeClassName ?? '')) return []
    const { allowed, reason, detail } = evaluate(pod, enforce)
    if (allowed) return []
    const message = `violates PodSecurity "${formatPolicy(enforce)}": ${detail}`
    return [{ subject, reason, message, trigger: triggerOf(subject) }]
  })
}

const triggers: Readonly<Record<string, string>> = {
  CronJob: 'its next run',
  Job: 'a retry of the job',
  DaemonSet: 'a roll-out, or a node that joins or reboots',
  Pod: 'whoever makes it again: nothing does by itself',
}

function triggerOf({ owner }: Subject): string {
  return triggers[owner.kind] ?? 'a roll-out, a drain, a lost node or scaling up'
}
