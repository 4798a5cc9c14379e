import { isObject } from '@warrant/engine/cluster'
import { readYaml } from '@warrant/engine/yaml'
import { join } from 'node:path'
import { decode, readBytes } from '../text/index.ts'

/** What has to be known of a chart before it is rendered. */
export interface Chart {
  readonly name: string | undefined
  /** A library chart only lends templates to others; helm refuses to render it. */
  readonly library: boolean
}

const maxBytes = 5 * 1024 * 1024

/** Reads a chart folder's Chart.yaml. What is wrong with it is left for helm to say. */
export function readChart(folder: string): Chart {
  const chart = readChartFile(join(folder, 'Chart.yaml'))
  const name = chart['name']
  return { name: typeof name === 'string' ? name : undefined, library: chart['type'] === 'library' }
}

function readChartFile(path: string): Record<string, unknown> {
  try {
    const decoded = decode(readBytes(path, maxBytes))
    const value = decoded.kind === 'text' ? readYaml(path, decoded.text).documents[0]?.value : undefined
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
