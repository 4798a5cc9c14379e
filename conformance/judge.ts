import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { audit, type AuditOptions, defaultOptions } from '../packages/engine/src/audit/index.ts'
import { buildCluster, type Cluster, resourcesOf } from '../packages/engine/src/cluster/index.ts'
import type { Finding } from '../packages/engine/src/findings/index.ts'
import { rules } from '../packages/engine/src/rules/index.ts'
import { readYaml } from '../packages/engine/src/yaml/index.ts'

/** Settings of rules by rule and option. */
export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const known = new Map(rules.map((rule) => [rule.id, rule]))

export function hasRule(id: string): boolean {
  return known.has(id)
}

/** Rules by name with the settings given, as an audit of files has them; other tools' exemptions are heeded. */
export function optionsFor(ids: Iterable<string>, settings: Settings = {}): AuditOptions {
  const configured = [...ids].flatMap((id) => {
    const rule = known.get(id)
    if (!rule) return []
    return [{ rule, severity: undefined, options: { ...defaultOptions(rule.options), ...settings[id] } }]
  })
  return { rules: configured, warrants: [], peerWarrants: true, today: '2026-01-01' }
}

export function clusterOf(name: string, text: string): Cluster {
  const { documents } = readYaml(name, text)
  return buildCluster(documents.flatMap((document) => resourcesOf(document).resources))
}

export function judge(name: string, text: string, ids: Iterable<string>, settings: Settings = {}): Finding[] {
  return audit(clusterOf(name, text), optionsFor(ids, settings))
}

export function readText(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

export function readJson(folder: string, file: string): unknown {
  return JSON.parse(readText(folder, file))
}
