import { basename, posix } from 'node:path'
import { decode } from '../text/index.ts'
import { splitByTemplate } from './helm-output.ts'
import { type Rendered, renderedName, type RenderOptions } from './rendered.ts'
import { run } from './run.ts'

export interface ChartPlace {
  /** Absolute path of the chart's folder, or of a packed chart. */
  readonly path: string
  /** The path as shown. */
  readonly name: string
  /** The chart's own name, when known. */
  readonly chart: string | undefined
}

/**
 * Renders a chart as `helm install` would: its own values, its custom resource definitions, its hooks and tests. The
 * release is called like the chart, so that most charts name their objects after themselves alone.
 */
export async function renderChart(place: ChartPlace, options: RenderOptions): Promise<Rendered> {
  const { helm } = options.tools
  const values = options.helmValues.flatMap((file) => ['--values', file])
  const release = releaseName(place.chart ?? basename(place.path))
  const ran = await run(helm, ['template', release, place.path, '--include-crds', ...values], options)
  if (ran.kind === 'missing') {
    return { kind: 'failed', reason: `${helm} was not found; install helm (https://helm.sh) to have charts audited` }
  }
  if (ran.kind === 'failed') return ran
  const decoded = decode(ran.output)
  if (decoded.kind !== 'text') return { kind: 'failed', reason: `${helm} gave something that is no text` }
  const texts = splitByTemplate(decoded.text).map(({ template, text }) => {
    const source = template?.slice(template.indexOf('/') + 1)
    const provenance = { kind: 'helm', root: place.name, source } as const
    const name = renderedName(source === undefined ? place.name : posix.join(place.name, source))
    return { name, text, provenanceOf: () => provenance }
  })
  return { kind: 'rendered', texts }
}

/** A name that helm takes for a release: a DNS label of at most 53 characters. */
function releaseName(text: string): string {
  const name = text
    .replace(/(?:-\d[\w.+-]*)?\.tgz$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .slice(0, 53)
    .replaceAll(/^-+|-+$/g, '')
  return name === '' ? 'release' : name
}
