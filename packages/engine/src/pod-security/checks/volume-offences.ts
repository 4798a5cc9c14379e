import type { PodVolume } from '../volumes.ts'
import type { Offence, Remedy } from './check.ts'

/** The volumes with a source that is refused; `refused` names that source. Names keep the order of the spec. */
export function volumeOffences(
  volumes: readonly PodVolume[],
  refused: (volume: PodVolume) => string | undefined,
): { readonly offences: readonly Offence[]; readonly names: readonly string[] } {
  const offences: Offence[] = []
  const names: string[] = []
  for (const [i, volume] of volumes.entries()) {
    const source = refused(volume)
    if (source === undefined) continue
    offences.push({ container: undefined, path: ['spec', 'volumes', i, source], value: source })
    names.push(volume.name)
  }
  return { offences, names }
}

/** No edit is right for every hostPath: what is read or written there decides. */
export function withoutHostPath(offence: Offence): Remedy {
  return {
    description: 'Take what is needed from a volume that is not the node: projected, configMap, CSI, emptyDir',
    class: 'none',
    changes: [],
    needs: 'knowledge of which files under the path are read and written',
    offences: [offence],
  }
}
