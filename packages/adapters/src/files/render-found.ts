import { type KustomizationReader, readChart, renderChart, type Rendered, type RenderOptions } from '../render/index.ts'
import { contentOf } from './content.ts'
import type { Found, FoundChart, FoundKustomization } from './found.ts'
import { buildOverlays } from './overlays.ts'
import { mapLimited } from './parallel.ts'
import { type Gathered, nothing, type ReadOptions } from './read-found.ts'

/** Renders the charts and kustomizations among what was found, a few at a time. */
export async function renderFound(
  found: readonly Found[],
  reader: KustomizationReader,
  options: RenderOptions,
  read: ReadOptions,
): Promise<Map<Found, Gathered>> {
  const gathered = new Map<Found, Gathered>()
  const charts = found.filter((each) => each.kind === 'chart')
  await mapLimited(charts, async (each) => {
    gathered.set(each, await chart(each, options, read))
  })
  const overlays = found.filter((each) => each.kind === 'kustomization')
  for (const [each, rendered] of await buildOverlays(overlays, reader, options)) {
    gathered.set(each, gather(each, rendered, read))
  }
  return gathered
}

async function chart(each: FoundChart, options: RenderOptions, read: ReadOptions): Promise<Gathered> {
  const { name, library } = each.packed ? { name: undefined, library: false } : readChart(each.path)
  if (library) {
    return {
      ...nothing,
      passedOver: { path: each.name, reason: 'it is a library chart, which declares nothing itself' },
    }
  }
  return gather(each, await renderChart({ path: each.real, name: each.name, chart: name }, options), read)
}

function gather(each: FoundChart | FoundKustomization, rendered: Rendered, read: ReadOptions): Gathered {
  read.progress(each.name)
  if (rendered.kind === 'failed') {
    const kind = each.kind === 'chart' ? 'helm' : 'kustomize'
    return { ...nothing, notAudited: { kind, path: each.name, reason: rendered.reason } }
  }
  const contents = rendered.texts.map(({ name, text, provenanceOf }) =>
    contentOf(name, text, read.limits, { how: 'rendered', provenanceOf }),
  )
  return {
    resources: contents.flatMap((content) => content.resources),
    errors: contents.flatMap((content) => content.errors),
    foreign: contents.reduce((sum, content) => sum + content.foreign, 0),
    read: true,
  }
}
