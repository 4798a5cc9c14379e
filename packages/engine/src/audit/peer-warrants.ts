import { capabilityName, type Resource, type Workload } from '../cluster/index.ts'
import { valueAt, type Path } from '../yaml/index.ts'
import {
  checkovChecks,
  kubeauditOverrides,
  kubeLinterChecks,
  kubescapeControls,
  type PeerChecks,
} from './peer-checks.ts'
import { hasOwnMetadata, isDay, isIn, type JudgedPlace, type WrittenWarrant } from './warrants.ts'

type Covers = (place: JudgedPlace) => boolean
type Annotations = Readonly<Record<string, string>>

interface Found {
  readonly rules: readonly string[]
  readonly judgedBy?: readonly string[]
  readonly reason: string
  readonly until?: string | undefined
  readonly container?: string | undefined
  readonly covers?: Covers
}

/**
 * Reads the reasons that other tools' annotations and labels give, so that nobody has to write them twice: kubeaudit's
 * override labels, kube-linter's `ignore-check`, kubescape's `skip-controls` and checkov's `skip`. As ours, they need a
 * reason; marks without one (polaris, kube-score) cover nothing. Annotations count on pod templates too, where people
 * write them in vain for checkov (bridgecrewio/checkov#4332).
 */
export function peerWarrantsOn(resource: Resource, workloads: readonly Workload[]): WrittenWarrant[] {
  const warrants: WrittenWarrant[] = []
  annotated(resource.metadata.annotations, [...resource.base, 'metadata', 'annotations'], () => true)
  if (resource.kind === 'Namespace') {
    for (const [key, value] of Object.entries(resource.metadata.labels ?? {})) {
      const found = kubeaudit(key, value, undefined)
      if (found) add(found, [...resource.base, 'metadata', 'labels', key], () => true, key)
    }
  }
  for (const workload of workloads) {
    const within: Covers = (finding) => isIn(finding, workload)
    if (hasOwnMetadata(workload)) {
      annotated(workload.pod.metadata.annotations, workload.pod.path('metadata', 'annotations'), within)
    }
    for (const [key, value] of Object.entries(workload.pod.metadata.labels ?? {})) {
      const found = kubeaudit(key, value, workload)
      if (found) add(found, workload.pod.path('metadata', 'labels', key), within, key)
    }
  }
  return warrants

  function annotated(annotations: Annotations | undefined, path: Path, scope: Covers): void {
    for (const [key, value] of Object.entries(annotations ?? {})) {
      const found = kubeLinter(key, value) ?? checkov(key, value)
      if (found) add(found, [...path, key], scope, key)
    }
    for (const found of kubescape(annotations ?? {})) add(found, [...path, kubescapeKey], scope, kubescapeKey)
  }

  function add(found: Found, path: Path, scope: Covers, key: string): void {
    const { line } = resource.document.position((resource.document.locate(path).key ?? { start: 0 }).start)
    warrants.push({
      rules: found.rules,
      judgedBy: found.judgedBy,
      reason: found.reason,
      owner: undefined,
      until: found.until,
      container: found.container,
      source: `${resource.document.source.name}:${line} (${key})`,
      at: { resource, path },
      imported: true,
      covers: (place) => place.resource === resource && scope(place) && (found.covers?.(place) ?? true),
    })
  }
}

const kubeauditContainer = /^container\.(?:kubeaudit\.io|audit\.kubernetes\.io)\/(.+)\.(allow-[^.]+)$/
const kubeauditPod = /^(?:kubeaudit\.io\/|audit\.kubernetes\.io\/(?:pod|namespace)\.)(allow-[^.]+)$/

function kubeaudit(key: string, value: string, workload: Workload | undefined): Found | undefined {
  const inContainer = kubeauditContainer.exec(key)
  const container = inContainer?.[1]
  const id = inContainer?.[2] ?? kubeauditPod.exec(key)?.[1]
  if (id === undefined) return undefined
  const reason = value === '' || value === 'true' ? 'accepted for kubeaudit' : value
  const known = Object.hasOwn(kubeauditOverrides, id) ? kubeauditOverrides[id] : undefined
  if (known) return { rules: known, judgedBy: known.slice(0, 1), reason, container }
  const capability = /^allow-capability-(.+)$/.exec(id)?.[1]
  if (capability !== undefined) {
    const name = capabilityName(capability.replaceAll('-', '_'))
    return {
      rules: ['capability-added', 'capability-beyond-baseline', 'dangerous-capability'],
      judgedBy: ['capability-added'],
      reason,
      container,
      covers: (place) => isCapability(place, name),
    }
  }
  const volume = /^allow-host-path-mount-(.+)$/.exec(id)?.[1]
  if (volume === undefined || workload === undefined) return undefined
  return {
    rules: ['sensitive-host-path', 'runtime-socket-mount'],
    judgedBy: ['sensitive-host-path'],
    reason,
    container,
    covers: (place) => isVolume(place, workload, volume),
  }
}

function isCapability(place: JudgedPlace, name: string): boolean {
  const value = valueAt(place.resource.document.value, place.path)
  return typeof value === 'string' && capabilityName(value) === name
}

/** Whether a finding is about a volume: the volume itself, or a mount of it. */
function isVolume(place: JudgedPlace, workload: Workload, volume: string): boolean {
  const root = place.resource.document.value
  const specLength = workload.pod.specPath().length
  for (let length = place.path.length; length > specLength; length--) {
    if (valueAt(root, [...place.path.slice(0, length), 'name']) === volume) return true
  }
  return false
}

function kubeLinter(key: string, value: string): Found | undefined {
  if (key === 'kube-linter.io/ignore-all') return accepted([...new Set(Object.values(kubeLinterChecks).flat())], value)
  const prefix = 'ignore-check.kube-linter.io/'
  return key.startsWith(prefix) ? accepted(rulesFor(kubeLinterChecks, key.slice(prefix.length)), value) : undefined
}

function checkov(key: string, value: string): Found | undefined {
  if (!/^(?:checkov|bridgecrew)\.io\/skip\d+$/.test(key)) return undefined
  const equals = value.indexOf('=')
  return equals === -1
    ? undefined
    : accepted(rulesFor(checkovChecks, value.slice(0, equals).trim()), value.slice(equals + 1))
}

const kubescapeKey = 'kubescape.io/skip-controls'

function kubescape(annotations: Annotations): Found[] {
  const reason = annotations['kubescape.io/skip-controls-reason'] ?? annotations['kubescape.io/skip-reason']
  const until = annotations['kubescape.io/skip-controls-expiry'] ?? annotations['kubescape.io/skip-expiry']
  const day = until?.slice(0, 10)
  // As in kubescape, an end that cannot be read ends it at once.
  if (day !== undefined && !isDay(day)) return []
  const controls = annotations[kubescapeKey]?.split(',').map((control) => control.trim()) ?? []
  return controls.flatMap((control) => accepted(rulesFor(kubescapeControls, control), reason ?? '', day) ?? [])
}

function rulesFor(checks: PeerChecks, id: string): readonly string[] {
  return Object.hasOwn(checks, id) ? (checks[id] ?? []) : []
}

function accepted(rules: readonly string[], reason: string, until?: string): Found | undefined {
  return rules.length === 0 || reason.trim() === '' ? undefined : { rules, reason: reason.trim(), until }
}
