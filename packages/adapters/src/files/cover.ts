import { sep } from 'node:path'
import type { KustomizationReader } from '../render/index.ts'
import type { Found, FoundChart, FoundKustomization, FoundStream } from './found.ts'
import { isWithin } from './scan.ts'

const chartFolders = ['templates', 'charts', 'crds']
const chartFiles = ['Chart.yaml', 'values.yaml', 'values.schema.json', 'requirements.yaml']

/**
 * Leaves each thing to be read once: one of several names of a file, no file that a chart or a kustomization of the
 * same run renders anyway, and no chart within a chart.
 */
export function withoutCovered(found: readonly Found[], reader: KustomizationReader): Found[] {
  const distinct = oncePerPlace(found.flatMap((each) => (isMisnamed(each, reader) ? [asPlainFile(each)] : [each])))
  const charts = distinct.filter((each) => each.kind === 'chart' && !each.packed)
  const built = new Set<string>()
  for (const each of distinct) {
    if (each.kind !== 'kustomization') continue
    for (const part of reader.closure(each.real).values()) for (const file of part.files) built.add(file)
  }
  return distinct.filter((each) => {
    if (each.kind === 'stream') return true
    if (each.kind === 'file' && built.has(each.real)) return false
    return !charts.some((chart) => chart !== each && belongsTo(each, chart as FoundChart))
  })
}

/** A file of another purpose that has the name of a kustomization, such as one of Flux. */
function isMisnamed(each: Found, reader: KustomizationReader): each is FoundKustomization {
  return each.kind === 'kustomization' && reader.read(each.real)?.kind === 'other'
}

function asPlainFile({ path, real, file, named }: FoundKustomization): Found {
  const base = file.slice(file.lastIndexOf('/') + 1)
  return { kind: 'file', path: path + sep + base, real: real + sep + base, name: file, named }
}

function oncePerPlace(found: readonly Found[]): Found[] {
  const groups = Map.groupBy(found, keyOf)
  return [...groups.values()].flatMap((same): Found[] => {
    const best = same.find((each) => each.kind !== 'stream' && each.path === each.real) ?? same[0]
    const named = same.some((each) => each.kind === 'file' && each.named)
    if (!best) return []
    return best.kind === 'file' ? [{ ...best, named }] : [best]
  })
}

function keyOf(each: Found): string {
  return `${each.kind} ${each.kind === 'stream' ? each.name : each.real}`
}

function belongsTo({ real }: Exclude<Found, FoundStream>, chart: FoundChart): boolean {
  if (chartFiles.some((name) => real === chart.real + sep + name)) return true
  return chartFolders.some((name) => isWithin(real, chart.real + sep + name))
}
