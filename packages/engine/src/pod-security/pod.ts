import type { Workload } from '../cluster/index.ts'
import type { Path } from '../yaml/index.ts'
import { withAppArmorProfiles } from './app-armor-annotations.ts'
import {
  listOf,
  noSecurity,
  objectOf,
  type PortFields,
  readPorts,
  readSecurity,
  type SecurityFields,
  stringOf,
} from './read.ts'
import { type PodVolume, readVolumes, withSource } from './volumes.ts'

/**
 * What the API server fills in before admission sees the object.
 *
 * pod: as for a Pod. created: as for a Pod that is being made, by API servers from v1.30 on, which also copy AppArmor
 * annotations into fields. template: as for the pod template of a controller. none: nothing, as the upstream functions
 * see it.
 */
export type Defaulting = 'pod' | 'created' | 'template' | 'none'

export type ContainerList = 'initContainers' | 'containers' | 'ephemeralContainers'

/** Another host than the pod, that a probe or a hook asks. */
export interface HandlerHost {
  /** From the container on. */
  readonly path: Path
  readonly host: string
}

/** A container with its place in the pod's spec. */
export interface PodContainer {
  readonly name: string
  readonly image: string
  readonly list: ContainerList
  readonly index: number
  readonly security: SecurityFields
  readonly ports: readonly PortFields[]
  readonly hosts: readonly HandlerHost[]
  /** Whether it is given volumes as block devices. */
  readonly hasBlockDevices: boolean
}

/** A pod, or what a template makes, as the checks look at it. */
export interface PodView {
  readonly annotations: Readonly<Record<string, string>>
  readonly hostNetwork: boolean
  readonly hostPID: boolean
  readonly hostIPC: boolean
  /** Whether it has a user namespace of its own: `hostUsers: false`. */
  readonly userNamespace: boolean
  /** Whether it says that it is for Windows. Node selectors do not count. */
  readonly windows: boolean
  readonly runtimeClassName: string | undefined
  readonly security: SecurityFields
  /** In the order in which messages name them: init, regular, ephemeral. */
  readonly containers: readonly PodContainer[]
  readonly volumes: readonly PodVolume[]
}

/** Takes a pod as written, whatever it holds; values of the wrong type count as missing. */
export function podView(pod: unknown, defaulting: Defaulting = 'pod'): PodView {
  const raw = objectOf(pod)
  return newView(objectOf(raw?.['metadata'])?.['annotations'], raw?.['spec'], defaulting)
}

/** A workload's pod. Only a bare Pod is defaulted as one. */
export function podOf(workload: Workload, defaulting: Defaulting = defaultingOf(workload)): PodView {
  const { metadata, spec } = workload.pod
  return newView(metadata.annotations, spec, defaulting)
}

const created = new WeakMap<Workload, PodView>()

/** The pod that a workload makes, as admission sees it when it is made; read once for each workload. */
export function createdPod(workload: Workload): PodView {
  let pod = created.get(workload)
  if (pod === undefined) created.set(workload, (pod = podOf(workload, 'created')))
  return pod
}

function defaultingOf({ resource }: Workload): Defaulting {
  return resource.group === '' && resource.kind === 'Pod' ? 'pod' : 'template'
}

/** Path of a field of a container, from the pod on. */
export function containerPath({ list, index }: PodContainer, ...below: Path): Path {
  return ['spec', list, index, ...below]
}

const noFields: Readonly<Record<string, unknown>> = {}

function newView(annotations: unknown, spec: unknown, defaulting: Defaulting): PodView {
  const raw = objectOf(spec) ?? noFields
  const hostNetwork = raw['hostNetwork'] === true
  const withDefaults = defaulting === 'pod' || defaulting === 'created'
  const volumes = readVolumes(raw['volumes'])
  const view: PodView = {
    annotations: readAnnotations(annotations),
    hostNetwork,
    hostPID: raw['hostPID'] === true,
    hostIPC: raw['hostIPC'] === true,
    userNamespace: raw['hostUsers'] === false,
    windows: objectOf(raw['os'])?.['name'] === 'windows',
    runtimeClassName: stringOf(raw['runtimeClassName']),
    security: readSecurity(raw['securityContext']),
    containers: readContainers(raw, withDefaults && hostNetwork),
    volumes: defaulting === 'none' ? volumes : volumes.map(withSource),
  }
  return defaulting === 'created' ? { ...view, containers: withAppArmorProfiles(view) } : view
}

const noAnnotations: Readonly<Record<string, string>> = {}

/** Null is the empty string in a map of strings. */
function readAnnotations(value: unknown): Readonly<Record<string, string>> {
  const raw = objectOf(value)
  if (raw === undefined) return noAnnotations
  const entries = Object.entries(raw)
  if (entries.every(([, each]) => typeof each === 'string')) return raw as Readonly<Record<string, string>>
  return Object.fromEntries(
    entries
      .map(([key, each]) => [key, each === null ? '' : each])
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const

function readContainers(spec: Readonly<Record<string, unknown>>, onHostNetwork: boolean): PodContainer[] {
  const containers: PodContainer[] = []
  for (const list of lists) {
    const items = listOf(spec[list])
    for (let index = 0; index < items.length; index++)
      containers.push(readContainer(items[index], list, index, onHostNetwork && list !== 'ephemeralContainers'))
  }
  return containers
}

const noPorts: readonly PortFields[] = []
const noHosts: readonly HandlerHost[] = []

/** Walks the keys that are there, which are few, rather than asking for each that might be. */
function readContainer(value: unknown, list: ContainerList, index: number, onHostNetwork: boolean): PodContainer {
  const raw = objectOf(value) ?? noFields
  let name = ''
  let image = ''
  let security = noSecurity
  let ports = noPorts
  let hosts = noHosts
  let hasBlockDevices = false
  for (const key of Object.keys(raw)) {
    const field = raw[key]
    switch (key) {
      case 'name':
        name = stringOf(field) ?? ''
        break
      case 'image':
        image = stringOf(field) ?? ''
        break
      case 'securityContext':
        security = readSecurity(field)
        break
      case 'ports':
        ports = readPorts(field)
        break
      case 'livenessProbe':
      case 'readinessProbe':
      case 'startupProbe':
        hosts = withHosts(hosts, field, [key])
        break
      case 'lifecycle':
        for (const hook of ['postStart', 'preStop']) hosts = withHosts(hosts, objectOf(field)?.[hook], [key, hook])
        break
      case 'volumeDevices':
        hasBlockDevices = listOf(field).length > 0
        break
      default:
    }
  }
  if (onHostNetwork) ports = ports.map(withHostPort)
  return { name, image, list, index, security, ports, hosts, hasBlockDevices }
}

const actions = ['httpGet', 'tcpSocket'] as const

function withHosts(hosts: readonly HandlerHost[], value: unknown, path: Path): readonly HandlerHost[] {
  const handler = objectOf(value)
  if (handler === undefined) return hosts
  const found = actions.flatMap((action) => {
    const host = stringOf(objectOf(handler[action])?.['host'])
    return host ? [{ path: [...path, action, 'host'], host }] : []
  })
  return found.length === 0 ? hosts : [...hosts, ...found]
}

/** Source: kubernetes/kubernetes pkg/apis/core/v1/defaults.go, defaultHostNetworkPorts. */
function withHostPort(port: PortFields): PortFields {
  return port.hostPort ? port : { ...port, hostPort: port.containerPort }
}
