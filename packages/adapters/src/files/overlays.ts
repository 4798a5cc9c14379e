import { type KustomizationReader, renderKustomization, type Rendered, type RenderOptions } from '../render/index.ts'
import type { FoundKustomization } from './found.ts'
import { mapLimited } from './parallel.ts'

/** What became of each kustomization that had to be built; the others are shown as part of one of these. */
export type Builds = ReadonlyMap<FoundKustomization, Rendered>

/**
 * Builds kustomizations so that each base is shown once: on its own only when no overlay of the run takes it in, or when
 * all that do could not be built.
 */
export async function buildOverlays(
  found: readonly FoundKustomization[],
  reader: KustomizationReader,
  options: RenderOptions,
): Promise<Builds> {
  const builds = new Map<FoundKustomization, Rendered>()
  const shown = new Set<string>()
  const parts = (each: FoundKustomization) => reader.closure(each.real).keys()
  const isComponent = (each: FoundKustomization) => reader.read(each.real)?.kind === 'component'
  let rest = found.filter((each) => !isComponent(each))
  const used = new Set(rest.flatMap((each) => [...parts(each)]))
  for (const component of found.filter(isComponent)) {
    if (!used.has(component.real)) builds.set(component, unusedComponent)
  }
  while (rest.length > 0) {
    const build = topmost(rest, parts)
    const results = await mapLimited(build, (each) =>
      renderKustomization({ path: each.real, file: each.file }, reader, options),
    )
    for (const [i, each] of build.entries()) {
      const result = results[i]
      if (!result) continue
      builds.set(each, result)
      if (result.kind === 'rendered') for (const part of parts(each)) shown.add(part)
    }
    rest = rest.filter((each) => !builds.has(each) && !shown.has(each.real))
  }
  return builds
}

const unusedComponent: Rendered = {
  kind: 'failed',
  reason: 'a Component is built only as part of an overlay, and no overlay given here takes it in',
}

/** Those that no other one takes in; of a circle of those that take in each other, the first. */
function topmost(
  found: readonly FoundKustomization[],
  parts: (each: FoundKustomization) => Iterable<string>,
): FoundKustomization[] {
  const taken = new Set(found.flatMap((each) => [...parts(each)].filter((part) => part !== each.real)))
  const top = found.filter((each) => !taken.has(each.real))
  return top.length > 0 ? top : found.slice(0, 1)
}
