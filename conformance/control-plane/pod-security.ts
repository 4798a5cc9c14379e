import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import {
  type AdmissionAnswer,
  builtInSettings,
  review,
  reviewNamespace,
} from '../../packages/engine/src/pod-security/index.ts'
import { pod as anyPod } from '../../packages/engine/test/pods.ts'
import type { Answer, ControlPlane } from './server.ts'
import type { Tally } from './tally.ts'

const prefix = 'pod-security.kubernetes.io/'
const settings = builtInSettings

/** Policies of the server's own minor and of older ones; newer ones it evaluates as its own. */
const namespaces: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['baseline-old', labels('baseline', 'v1.18')],
  ['restricted-old', labels('restricted', 'v1.24')],
  ['baseline-33', labels('baseline', 'v1.33')],
  ['restricted-36', labels('restricted', 'v1.36')],
  ['warned', { ...labels('baseline', 'v1.36'), [`${prefix}warn`]: 'restricted', [`${prefix}warn-version`]: 'v1.30' }],
]

function labels(level: string, version: string): Record<string, string> {
  return { [`${prefix}enforce`]: level, [`${prefix}enforce-version`]: version }
}

/** Asks the server to make each pod and each Deployment of it without making it, and holds the answers against ours. */
export async function comparePodSecurity(plane: ControlPlane, tally: Tally): Promise<string> {
  const pods = podsToTry()
  let invalid = 0
  for (const [namespace, own] of namespaces) {
    await plane.call('POST', '/api/v1/namespaces', namespaceObject(namespace, own))
    await inBatches(pods, async (pod) => {
      const answer = await plane.call('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, pod)
      if (isInvalid(answer)) invalid++
      else tally.compare(`Pod in ${namespace}: ${JSON.stringify(pod)}`, ...sides(ask('pods', '', pod), answer))
      const deployment = deploymentOf(pod)
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments?dryRun=All`
      const made = await plane.call('POST', path, deployment)
      if (isInvalid(made)) invalid++
      else
        tally.compare(
          `Deployment in ${namespace}: ${JSON.stringify(pod)}`,
          ...sides(ask('deployments', 'apps', deployment), made),
        )
    })

    function ask(resource: string, group: string, object: unknown): AdmissionAnswer {
      const request = { resource: { group, resource }, name: 'p', namespace, user: 'admin', object }
      return review({ operation: 'CREATE', ...request }, { settings, labels: own })
    }
  }
  await compareNamespaces(plane, tally, pods)
  return `${pods.length} pods and Deployments in ${namespaces.length} namespaces, ${invalid} that the server takes for invalid`
}

/** Changes labels of a namespace that has pods, without changing them, and compares what the server warns of. */
async function compareNamespaces(plane: ControlPlane, tally: Tally, pods: readonly object[]): Promise<void> {
  const name = 'filled'
  const before = namespaceObject(name, {})
  await plane.call('POST', '/api/v1/namespaces', before)
  await inBatches(pods.slice(0, 120), (pod, i) =>
    plane.call('POST', `/api/v1/namespaces/${name}/pods`, { ...pod, metadata: { ...metadataOf(pod), name: `p-${i}` } }),
  )
  const { body } = await plane.call('GET', `/api/v1/namespaces/${name}/pods`)
  const existing = body['items'] as readonly unknown[]
  // The plug-in looks at a cache that follows the store.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  for (const own of [
    labels('baseline', 'v1.36'),
    labels('restricted', 'v1.36'),
    labels('restricted', 'v1.20'),
    labels('Baseline', 'v1.36'),
    labels('baseline', '1.36'),
    labels('privileged', 'v1.36'),
    { [`${prefix}warn`]: 'restricted' },
  ]) {
    const object = namespaceObject(name, own)
    const answer = await plane.call('PUT', `/api/v1/namespaces/${name}?dryRun=All`, object)
    const request = { resource: { group: '', resource: 'namespaces' }, name, namespace: name, user: 'admin' }
    const ours = reviewNamespace(
      { operation: 'UPDATE', ...request, object, oldObject: before },
      { settings, listPods: () => existing },
    )
    const theirs = {
      status: answer.status < 300 ? 200 : answer.status,
      message: messageOf(answer),
      warnings: answer.warnings,
    }
    tally.compare(
      `Namespace with ${JSON.stringify(own)}`,
      { status: ours.allowed ? 200 : ours.code, message: ours.message, warnings: ours.warnings },
      theirs,
    )
  }
}

/** What both say, as far as Pod Security has a part in it. */
function sides(ours: AdmissionAnswer, answer: Answer): [unknown, unknown] {
  const warnings = answer.warnings.filter((text) => text.startsWith('would violate PodSecurity'))
  return [
    { allowed: ours.allowed, message: ours.message, warnings: ours.warnings },
    { allowed: answer.status < 300, message: messageOf(answer), warnings },
  ]
}

function messageOf({ status, body }: Answer): string | undefined {
  return status < 300 ? undefined : String(body['message'])
}

/** Refused for another reason than Pod Security: the object itself is wrong. */
function isInvalid({ status }: Answer): boolean {
  return status === 400 || status === 422
}

function namespaceObject(name: string, own: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: own } }
}

function deploymentOf(pod: object): object {
  const { metadata, spec } = pod as { readonly metadata?: object; readonly spec?: object }
  const { annotations } = (metadata ?? {}) as { readonly annotations?: object }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'p' },
    spec: {
      selector: { matchLabels: { app: 'p' } },
      template: { metadata: { annotations, labels: { app: 'p' } }, spec },
    },
  }
}

function metadataOf(pod: object): object {
  return (pod as { readonly metadata?: object }).metadata ?? {}
}

/** The distinct pods of the shared expectations, where they are given, and made-up ones. */
function podsToTry(): object[] {
  const corpora = process.env['WARRANT_CORPORA']
  const file = corpora && join(corpora, 'psa', 'psa-fixtures.jsonl.gz')
  const rows = file && existsSync(file) ? gunzipSync(readFileSync(file)).toString().trim().split('\n') : []
  const fixtures = rows.map((row) => (JSON.parse(row) as { readonly pod: object }).pod)
  const madeUp = fc.sample(anyPod, { numRuns: 500, seed: 11 }).map((pod) => JSON.parse(JSON.stringify(pod)) as object)
  return [...fixtures, ...madeUp].map((pod) => ({ ...pod, metadata: { ...metadataOf(pod), name: 'p' } }))
}

async function inBatches<T>(items: readonly T[], each: (item: T, index: number) => Promise<unknown>): Promise<void> {
  const size = 16
  for (let first = 0; first < items.length; first += size)
    await Promise.all(items.slice(first, first + size).map((item, i) => each(item, first + i)))
}
