import type { Directive, ServerBlock } from '../corefile/parse.ts'
import type { CorefileSource } from '../corefile/source.ts'
import type { DnsContext } from '../context.ts'
import type { Reported } from '../finding.ts'

/** The Corefiles of the cluster's DNS that stand in files or objects with places. */
export function corefilesOf({ dns: { setup } }: DnsContext): CorefileSource[] {
  return [setup.corefile, setup.nodeLocal?.corefile].filter(
    (each): each is CorefileSource => each?.source.resource !== undefined,
  )
}

/** The place of a line in a Corefile. */
export function at(
  { source, key }: CorefileSource,
  { line }: Directive | ServerBlock,
): Pick<Reported, 'resource' | 'path' | 'line'> {
  const { resource } = source
  if (resource === undefined) throw new RangeError('a Corefile without a place is not reported')
  return { resource, path: [...resource.base, 'data', key], line }
}

export function zonesOf({ zones }: ServerBlock): string {
  return zones.map(({ name, port }) => `${name === '' ? '.' : name}:${port}`).join(' ')
}
