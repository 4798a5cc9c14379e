import { conform, type Shape } from '../../cluster/index.ts'
import { byBytes, goQuoted } from '../checks/text.ts'
import { evaluate } from '../evaluate.ts'
import { formatPolicy, type LevelVersion } from '../levels.ts'
import { podView } from '../pod.ts'
import { type Exemptions, isExemptRuntimeClass } from './exemptions.ts'

export interface DryRunOptions {
  /** The most pods that are looked at; 3,000 when left out, as in the API server. */
  readonly maxPods?: number
  /** Asked after each pod whether time is up; the API server takes a second, or half of what the request has left. */
  readonly timeIsUp?: () => boolean
}

/** Source: admission/admission.go, defaultNamespaceMaxPodsToCheck. */
const defaultMaxPods = 3000

/** Pods with the same short reasons. */
interface Alike {
  /** The first of their names. */
  name: string
  count: number
}

/**
 * The warnings about the pods of a namespace that a new policy to enforce would refuse: one line for each set of short
 * reasons.
 *
 * Source: kubernetes/pod-security-admission admission/admission.go, EvaluatePodsInNamespace
 */
export function dryRun(
  namespace: string,
  pods: readonly unknown[],
  enforce: LevelVersion,
  exemptions: Exemptions,
  { maxPods = defaultMaxPods, timeIsUp = () => false }: DryRunOptions = {},
): string[] {
  const prioritized = prioritize(pods.map(readHead), exemptions)
  const refused = new Map<string, Alike>()
  let checked = 0
  for (const { pod, name } of prioritized.slice(0, maxPods)) {
    const { allowed, reason } = evaluate(podView(pod), enforce)
    checked++
    if (!allowed) {
      const alike = refused.get(reason)
      if (alike === undefined) refused.set(reason, { name, count: 1 })
      else {
        alike.count++
        if (byBytes(name, alike.name) < 0) alike.name = name
      }
    }
    if (timeIsUp()) break
  }
  const warnings: string[] = []
  if (checked < prioritized.length) {
    warnings.push(
      `new PodSecurity enforce level only checked against the first ${checked} of ${prioritized.length} existing pods`,
    )
  }
  if (refused.size > 0) {
    warnings.push(
      `existing pods in namespace ${goQuoted(namespace)} violate the new PodSecurity enforce level "${formatPolicy(enforce)}"`,
    )
  }
  return [...warnings, ...[...refused].map(([reason, alike]) => `${podsText(alike)}: ${reason}`).sort(byBytes)]
}

function podsText({ name, count }: Alike): string {
  if (count === 1) return name
  return count === 2 ? `${name} (and 1 other pod)` : `${name} (and ${count - 1} other pods)`
}

/** What the order of pods depends on. */
interface PodHead {
  readonly pod: unknown
  readonly name: string
  readonly runtimeClass: string | undefined
  /** Uid of the controller that made it; undefined where none did. */
  readonly controller: string | undefined
}

/**
 * The pods in the order in which they are looked at: the first of each controller, and those that none made, in the order
 * given; then the siblings. Those with an exempt runtime class are left out.
 *
 * Source: admission/admission.go, prioritizePods
 */
function prioritize(pods: readonly PodHead[], exemptions: Exemptions): PodHead[] {
  const seen = new Set<string>()
  const first: PodHead[] = []
  const siblings: PodHead[] = []
  for (const pod of pods) {
    if (isExemptRuntimeClass(exemptions, pod.runtimeClass)) continue
    const { controller } = pod
    if (controller !== undefined && seen.has(controller)) siblings.push(pod)
    else first.push(pod)
    if (controller !== undefined) seen.add(controller)
  }
  return [...first, ...siblings]
}

const headShape = {
  fields: {
    metadata: {
      fields: { name: 'string', ownerReferences: { list: { fields: { uid: 'string', controller: 'boolean' } } } },
    },
    spec: { fields: { runtimeClassName: 'string' } },
  },
} as const satisfies Shape

function readHead(pod: unknown): PodHead {
  const { metadata, spec } = conform(pod, headShape, [], []) ?? {}
  const controller = metadata?.ownerReferences?.find((owner) => owner.controller === true)
  return {
    pod,
    name: metadata?.name ?? '',
    runtimeClass: spec?.runtimeClassName,
    controller: controller && (controller.uid ?? ''),
  }
}
