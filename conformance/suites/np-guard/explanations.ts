import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildNetwork,
  type CitedRule,
  type Direction,
  type Explanation,
  type Network,
} from '../../../packages/engine/src/network/index.ts'
import { clusterOf } from '../../judge.ts'
import type { Case, OutOfScope, Suite } from '../../suite.ts'
import { manifestsOf, reasonToLeave } from './forms.ts'

/** One direction in short: whether it is allowed, and which rules or policies decide, as `allows NetworkPolicy shop/cart #1`. */
interface Told {
  readonly verdict: 'allow' | 'deny'
  readonly by: readonly string[]
}

/** What is told of some ports between two ends. */
interface Section {
  readonly from: string
  readonly to: string
  readonly ports: string
  readonly directions: Partial<Record<'egress' | 'ingress', Told>>
}

/** Why np-guard's analyser says that pairs of workloads can or cannot connect: which policies and rules decide. */
export const npGuardExplanations: Suite = {
  name: 'np-guard, explanations',
  folder: 'net/np-guard',
  run(folder) {
    const cases: Case[] = []
    const outOfScope: OutOfScope[] = []
    for (const file of readdirSync(join(folder, 'expected', 'connlist')).sort()) {
      const [, name = ''] = /^(.+?)_explain(?:_exposure)?_output\.txt$/.exec(file) ?? []
      if (name === '') continue
      const test = testOf(folder, name)
      if (test === undefined) continue
      const reason = reasonToLeave(folder, test)
      if (reason) {
        outOfScope.push({ id: file, reason })
        continue
      }
      const { resources } = clusterOf(test, manifestsOf(folder, test))
      const network = buildNetwork(resources.map(({ object }) => object))
      const sections = readSections(readFileSync(join(folder, 'expected', 'connlist', file), 'utf8'))
      for (const section of sections)
        for (const port of portsOf(section.ports)) {
          const id = `${file}: ${section.from} => ${section.to}, ${port}`
          const difference = differenceOf(network, section, port)
          if (difference === undefined) outOfScope.push({ id, reason: 'pods on the network of their node' })
          else cases.push({ id, difference })
        }
    }
    return { cases, outOfScope }
  },
}

/** Behind the name of a test may stand what was asked for. */
function testOf(folder: string, name: string): string | undefined {
  for (let test = name; test !== ''; test = test.slice(0, Math.max(test.lastIndexOf('_'), 0)))
    if (existsSync(join(folder, 'tests', test))) return test
  return undefined
}

function readSections(text: string): Section[] {
  const found: Section[] = []
  let ends: readonly string[] = []
  let section:
    | { ports: string; directions: Partial<Record<'egress' | 'ingress', { verdict: Told['verdict']; by: string[] }>> }
    | undefined
  let told: { verdict: Told['verdict']; by: string[] } | undefined
  for (const line of text.split('\n')) {
    const between = /^Connections between (.+) => (.+):$/.exec(line)
    if (between) ends = between.slice(1)
    if (/^#|^\S+ => /.test(line)) ends = []
    const ports = /^\t(?:Allowed|Denied) (.+?) due to the following/.exec(line)
    if (ports) {
      section = { ports: ports[1] ?? '', directions: {} }
      const [from = '', to = ''] = ends
      if (isEnd(from) && isEnd(to)) found.push({ from, to, ...section })
    }
    const direction = /^\t\t(Egress|Ingress) \((Allowed|Denied)\)/.exec(line)
    if (direction && section) {
      told = { verdict: direction[2] === 'Allowed' ? 'allow' : 'deny', by: [] }
      section.directions[direction[1] === 'Egress' ? 'egress' : 'ingress'] = told
    }
    const policy =
      /^\t{3,4}(?:- )?(\w+) '(.+?)' (?:(selects)|(allows|denies|passes) connections by \w+ rule (.+))/.exec(line)
    if (policy && told) {
      const [, kind = '', name = '', selects, does, rule] = policy
      told.by.push(selects ? `selects ${kind} ${name}` : `${does} ${kind} ${name} ${rule}`)
    }
  }
  return found
}

function isEnd(text: string): boolean {
  return /\[\w+\]$/.test(text) && !/\[(?:Route|Service)\]$/.test(text)
}

/** A port of each protocol that is told of, as `TCP 80`: the first. */
function portsOf(text: string): string[] {
  return [...text.matchAll(/(TCP|UDP|SCTP)(?::\[(\d+))?/g)].map(([, protocol, port]) => `${protocol} ${port ?? '1'}`)
}

/** Undefined for pods on the network of their node, of which the analyser takes no notice. */
function differenceOf(network: Network, { from, to, directions }: Section, port: string): string | undefined {
  const [protocol = '', number = ''] = port.split(' ')
  let flows: Explanation['flows']
  try {
    flows = network.explain({ from: nameOf(from), to: `${nameOf(to)}:${number}/${protocol}` }).flows
  } catch (error) {
    return error instanceof Error ? error.message : 'no answer'
  }
  if (flows.some(({ flow }) => [...flow.from, ...flow.to].some(({ hostNetwork }) => hostNetwork))) return undefined
  const [found] = flows
  if (found === undefined) return 'nothing connects'
  return (['egress', 'ingress'] as const)
    .flatMap((direction) => {
      const [expected, told] = [textOf(directions[direction]), textOf(toldOf(found[direction]))]
      return directions[direction] === undefined || expected === told ? [] : [`${direction}: ${told}, not ${expected}`]
    })
    .join('; ')
}

function nameOf(end: string): string {
  const [, first] = /^([\d.]+)-[\d.]+\[External\]$/.exec(end) ?? []
  if (first !== undefined) return first === '0.0.0.0' ? '1.0.0.1' : first
  const [, name = '', kind = ''] = /^(.+)\[(\w+)\]$/.exec(end) ?? []
  return `${kind.toLowerCase()}/${name}`
}

function textOf(told: Told | undefined): string {
  return told === undefined ? 'nothing' : `${told.verdict} by ${told.by.toSorted().join(', ') || 'default'}`
}

function toldOf({ verdict, by, rule, others, isolating, walk }: Direction): Told {
  const passes = walk.flatMap(({ policy, rule: own }) => (own?.action === 'pass' ? [cited({ policy, rule: own })] : []))
  const decides =
    by === 'isolation'
      ? isolating.map(
          ({ kind, namespace, name }) => `selects ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
        )
      : by === 'rule' && rule
        ? [rule, ...others].map(cited)
        : []
  return { verdict: verdict === 'allow' ? 'allow' : 'deny', by: [...passes, ...decides] }
}

const does = { allow: 'allows', deny: 'denies', pass: 'passes' }

function cited({ policy: { kind, namespace, name }, rule }: CitedRule): string {
  const number = rule.path.findLast((part) => typeof part === 'number')
  return `${does[rule.action]} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name} ${rule.name ?? `#${Number(number) + 1}`}`
}
