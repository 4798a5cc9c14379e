import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ContainerPort, Labels, NetworkPolicy, World } from './world.ts'

/** A line of the suite, of which its own expectations are left aside. */
interface Step {
  readonly case: string
  readonly step: number
  readonly description: string
  readonly namespaces: Readonly<Record<string, Labels | null>>
  readonly pods: readonly {
    readonly namespace: string
    readonly name: string
    readonly labels: Labels | null
    readonly ip: string
    readonly ports: readonly Omit<ContainerPort, 'of'>[]
  }[]
  readonly policies: readonly NetworkPolicy[] | null
}

/** The worlds of the cyclonus suite; undefined where the corpora do not hold it. */
export function suiteWorlds(corpora: string | undefined): World[] | undefined {
  const file = join(corpora ?? '', 'net', 'cyclonus', 'suite.jsonl.gz')
  if (!corpora || !existsSync(file)) return undefined
  const lines = gunzipSync(readFileSync(file)).toString().split('\n')
  return lines.filter((line) => line !== '').map((line) => worldOf(JSON.parse(line) as Step))
}

function worldOf({ case: id, step, description, namespaces, pods, policies }: Step): World {
  return {
    title: `${id} step ${step}, ${description}`,
    // The API server gives every namespace a label with its name; the suite's steps forget that now and then.
    namespaces: new Map(
      Object.entries(namespaces).map(([name, labels]) => [name, { ...labels, 'kubernetes.io/metadata.name': name }]),
    ),
    pods: pods.map(({ namespace, name, labels, ip, ports }) => ({
      namespace,
      name,
      labels: labels ?? {},
      addresses: [ip],
      ports: ports.map((port) => ({ ...port, of: 'container' })),
    })),
    outside: [],
    policies: policies ?? [],
    probed: [...new Set(pods.flatMap(({ ports }) => ports.map(({ port }) => port)))].sort((a, b) => a - b),
  }
}
