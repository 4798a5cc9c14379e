import type { Path } from '../yaml/index.ts'
import { isObject, type Resource } from './resource.ts'

/** Where a pod template stands in a resource. A bare pod spec, embedded without metadata, has no template. */
export interface FoundTemplate {
  readonly template: Path | undefined
  readonly spec: Path
}

const builtIn: ReadonlyMap<string, Path> = new Map([
  ['/Pod', []],
  ['/PodTemplate', ['template']],
  ['/ReplicationController', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['apps/DaemonSet', ['spec', 'template']],
  ['batch/Job', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['extensions/Deployment', ['spec', 'template']],
  ['extensions/ReplicaSet', ['spec', 'template']],
  ['extensions/DaemonSet', ['spec', 'template']],
  ['apps.openshift.io/DeploymentConfig', ['spec', 'template']],
  ['/DeploymentConfig', ['spec', 'template']],
])

const groupsWithoutTemplates = new Set([
  '',
  'extensions',
  'policy',
  'autoscaling',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'node.k8s.io',
  'scheduling.k8s.io',
  'resource.k8s.io',
  'kustomize.config.k8s.io',
])

/** Kinds whose `containers` are patches over what an operator generates, not containers that run as written. */
const patchKinds = new Set(['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'])

const deepest = 12

/**
 * Finds pod templates: at their known place in built-in kinds, by their shape (`containers` with images) anywhere in a
 * custom resource, so that Argo Rollouts, Knative Services and operators' objects are judged like a Deployment.
 */
export function findPodTemplates(resource: Resource): FoundTemplate[] {
  const known = builtIn.get(`${resource.group}/${resource.kind}`)
  if (known) return [{ template: known, spec: [...known, 'spec'] }]
  if (groupsWithoutTemplates.has(resource.group)) return []
  const found: FoundTemplate[] = []
  search(resource.object, [], found, patchKinds.has(resource.kind))
  return found
}

function search(value: unknown, path: Path, found: FoundTemplate[], skipHere: boolean): void {
  if (path.length > deepest) return
  if (Array.isArray(value)) {
    value.forEach((item, i) => search(item, [...path, i], found, false))
    return
  }
  if (!isObject(value)) return
  if (!skipHere && path.length > 0 && isPodSpec(value)) {
    const inTemplate = path.at(-1) === 'spec'
    found.push({ template: inTemplate ? path.slice(0, -1) : undefined, spec: path })
    return
  }
  for (const key of Object.keys(value)) {
    if (key === 'metadata' || key === 'status') continue
    search(value[key], [...path, key], found, skipHere && path.length === 0)
  }
}

function isPodSpec(value: Record<string, unknown>): boolean {
  const containers = value['containers']
  return Array.isArray(containers) && containers.length > 0 && containers.every(isContainer)
}

function isContainer(value: unknown): boolean {
  return isObject(value) && typeof value['image'] === 'string'
}
