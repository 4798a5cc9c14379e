import type { Path } from '../yaml/index.ts'
import {
  type ContainerSpec,
  type Metadata,
  type PodSpec,
  podSpecShape,
  type SecurityContext,
  templateMetadataShape,
} from './pod-shape.ts'
import { findPodTemplates } from './pod-templates.ts'
import { pathIn, type Resource } from './resource.ts'
import { conform, type ShapeProblem } from './shape.ts'

/** init runs to its end first; sidecar is an init container that stays (`restartPolicy: Always`). */
export type ContainerKind = 'init' | 'sidecar' | 'regular' | 'ephemeral'

export interface Container {
  readonly kind: ContainerKind
  /** As declared; empty when missing. */
  readonly name: string
  readonly spec: ContainerSpec
  readonly securityContext: SecurityContext
  /** Absolute path, within the document, of the container or something in it. */
  readonly path: (...below: Path) => Path
}

/** A pod template as declared, in whatever carries it. */
export interface PodTemplate {
  readonly metadata: Metadata
  readonly spec: PodSpec
  /** Absolute path, within the document, of something in the template, such as `spec`, `hostNetwork`. */
  readonly path: (...below: Path) => Path
  /** Absolute path of something in the pod's spec. */
  readonly specPath: (...below: Path) => Path
}

/** A resource that carries a pod template, or a bare pod. */
export interface Workload {
  readonly resource: Resource
  readonly pod: PodTemplate
  /** init containers and sidecars first, then regular, then ephemeral ones, each in the order declared. */
  readonly containers: readonly Container[]
  /** Whether its pods run on Windows, where Linux controls mean nothing. */
  readonly windows: boolean
  /** The controller in the same cluster that made this resource, as a Deployment makes ReplicaSets. */
  readonly owner: Resource | undefined
  readonly problems: readonly ShapeProblem[]
}

/** The workloads of a resource: none, one, or several for custom resources with more than one template. */
export function workloadsOf(resource: Resource, owner: Resource | undefined): Workload[] {
  return findPodTemplates(resource).map((found) => newWorkload(resource, found.template, found.spec, owner))
}

function newWorkload(
  resource: Resource,
  templatePath: Path | undefined,
  specPath: Path,
  owner: Resource | undefined,
): Workload {
  const problems: ShapeProblem[] = []
  const absoluteSpec = pathIn(resource, ...specPath)
  const spec = conform(at(resource, specPath), podSpecShape, absoluteSpec, problems) ?? {}
  const absoluteTemplate = templatePath === undefined ? undefined : pathIn(resource, ...templatePath)
  const metadata =
    absoluteTemplate === undefined || templatePath === undefined
      ? {}
      : (conform(
          at(resource, [...templatePath, 'metadata']),
          templateMetadataShape,
          [...absoluteTemplate, 'metadata'],
          problems,
        ) ?? {})
  const pod: PodTemplate = {
    metadata,
    spec,
    path: (...below) => [...(absoluteTemplate ?? absoluteSpec.slice(0, -1)), ...below],
    specPath: (...below) => absoluteSpec.concat(below),
  }
  return {
    resource,
    pod,
    containers: [
      ...containersIn(pod, 'initContainers', (container) =>
        container.restartPolicy === 'Always' ? 'sidecar' : 'init',
      ),
      ...containersIn(pod, 'containers', () => 'regular'),
      ...containersIn(pod, 'ephemeralContainers', () => 'ephemeral'),
    ],
    windows: spec.os?.name === 'windows' || spec.nodeSelector?.['kubernetes.io/os'] === 'windows',
    owner,
    problems,
  }
}

function containersIn(
  pod: PodTemplate,
  list: 'containers' | 'initContainers' | 'ephemeralContainers',
  kindOf: (spec: ContainerSpec) => ContainerKind,
): Container[] {
  return (pod.spec[list] ?? []).map((spec, i) => ({
    kind: kindOf(spec),
    name: spec.name ?? '',
    spec,
    securityContext: spec.securityContext ?? {},
    path: (...below) => pod.specPath(list, i, ...below),
  }))
}

function at(resource: Resource, path: Path): unknown {
  let value: unknown = resource.object
  for (const part of path) value = (value as Record<string | number, unknown> | undefined | null)?.[part]
  return value
}
