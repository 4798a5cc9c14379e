import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { buildNetwork, type Protocol } from '../../packages/engine/src/network/index.ts'
import type { Case, Suite } from '../suite.ts'

interface Step {
  readonly case: string
  readonly step: number
  readonly namespaces: Readonly<Record<string, unknown>>
  readonly pods: readonly StepPod[]
  readonly policies: readonly Readonly<Record<string, unknown>>[] | null
  /** Grids of cells by `PROTOCOL/port`: from each pod (rows) to each (columns), `.` allowed, `X` denied. */
  readonly expect: Readonly<Record<string, Readonly<Record<'ingress' | 'egress' | 'combined', readonly string[]>>>>
}

interface StepPod {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly ip: string
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[]
}

/** Every case that cyclonus makes, as it judges it. It asks policies about a pod's traffic to itself too, which no kernel does. */
export const cyclonus: Suite = {
  name: 'cyclonus',
  folder: 'net/cyclonus',
  run(folder) {
    const count = { agree: 0, all: 0 }
    const lines = gunzipSync(readFileSync(join(folder, 'suite.jsonl.gz')))
      .toString()
      .trim()
      .split('\n')
    const cases = lines.flatMap((line) => casesOf(JSON.parse(line) as Step, count))
    const note = `${count.agree.toLocaleString('en')} of ${count.all.toLocaleString('en')} cells`
    return { cases, outOfScope: [], note }
  },
}

function casesOf(step: Step, count: { agree: number; all: number }): Case[] {
  const { pods, namespaces, policies } = step
  const network = buildNetwork([
    ...Object.entries(namespaces).map(([name, labels]) => ({ kind: 'Namespace', metadata: { name, labels } })),
    ...pods.map(podOf),
    ...(policies ?? []),
  ])
  return Object.entries(step.expect).map(([key, grids]) => {
    const [protocol, port = ''] = key.split('/') as [Protocol, string?]
    const wrong: string[] = []
    pods.forEach((from, i) => {
      pods.forEach((to, j) => {
        if (i === j) return
        const number = /^\d+$/.test(port)
          ? Number(port)
          : to.ports.find((each) => each.name === port && each.protocol === protocol)?.port
        const verdict =
          number === undefined ? undefined : network.verdict(ref(from), ref(to), { port: number, protocol })
        for (const [direction, rows] of Object.entries(grids)) {
          const expected = rows[i]?.[j] === '.' ? 'allow' : 'deny'
          const told = direction === 'combined' ? verdict?.verdict : verdict?.[direction as 'ingress' | 'egress']
          count.all++
          if (told === expected) count.agree++
          else wrong.push(`${direction} ${ref(from).pod} to ${ref(to).pod} is ${told}, not ${expected}`)
        }
      })
    })
    return { id: `${step.case} step ${step.step} ${key}`, difference: wrong.join('; ') }
  })
}

function ref({ namespace, name }: StepPod): { readonly pod: string } {
  return { pod: `${namespace}/${name}` }
}

function podOf({ namespace, name, labels, ip, ports }: StepPod) {
  return {
    kind: 'Pod',
    metadata: { namespace, name, labels },
    spec: {
      containers: [{ name: 'c', ports: ports.map((each) => ({ ...each, containerPort: each.port })) }],
    },
    status: { podIP: ip },
  }
}
