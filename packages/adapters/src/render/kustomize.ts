import { posix } from 'node:path'
import { decode } from '../text/index.ts'
import type { KustomizationReader } from './kustomization.ts'
import { originsOf } from './origin.ts'
import { type Rendered, renderedName, type RenderOptions } from './rendered.ts'
import { type Ran, run } from './run.ts'

export interface OverlayPlace {
  /** Real, absolute path of the folder. */
  readonly path: string
  /** The path of its kustomization file as shown. */
  readonly file: string
}

/**
 * Builds a kustomization with `kustomize build`, or `kubectl kustomize` when there is no kustomize. Nothing is fetched:
 * one that takes in remote bases is not built.
 */
export async function renderKustomization(
  place: OverlayPlace,
  reader: KustomizationReader,
  options: RenderOptions,
): Promise<Rendered> {
  const parts = [...reader.closure(place.path).values()]
  const remote = parts.flatMap((part) => part.remote)[0]
  if (remote !== undefined)
    return failed(`it takes in ${JSON.stringify(remote)}, and nothing is fetched over a network`)
  if (parts.some((part) => part.inflatesCharts)) {
    return failed('it renders Helm charts (helmCharts), which kustomize does only over helm and a network')
  }
  const ran = await build(place.path, options)
  if (ran.kind === 'missing') {
    const { kustomize, kubectl } = options.tools
    return failed(`neither ${kustomize} nor ${kubectl} was found; install one of them to have overlays audited`)
  }
  if (ran.kind === 'failed') return ran
  const decoded = decode(ran.output)
  if (decoded.kind !== 'text') return failed('kustomize gave something that is no text')
  const root = posix.dirname(place.file)
  const originOf = originsOf(place.path, parts)
  return {
    kind: 'rendered',
    texts: [
      {
        name: renderedName(place.file),
        text: decoded.text,
        provenanceOf: (document) => ({ kind: 'kustomize', root, source: originOf(document) }),
      },
    ],
  }
}

async function build(folder: string, options: RenderOptions): Promise<Ran> {
  const ran = await run(options.tools.kustomize, ['build', folder], options)
  return ran.kind === 'missing' ? run(options.tools.kubectl, ['kustomize', folder], options) : ran
}

function failed(reason: string): Rendered {
  return { kind: 'failed', reason }
}
