import type { Workload } from '../cluster/index.ts'
import type { Path } from '../yaml/index.ts'

/** A path from the pod on, within the document that the workload stands in. */
export function absolutePath([first, ...below]: Path, { pod }: Workload): Path {
  return first === 'spec' ? pod.specPath(...below) : pod.path(...(first === undefined ? [] : [first]), ...below)
}
