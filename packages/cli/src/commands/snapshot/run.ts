import { readCluster } from '@warrant/adapters/live'
import { WarrantError } from '@warrant/engine/errors'
import { exitCodes } from '../../errors.ts'
import { uninterrupted } from '../../interrupt.ts'
import { Progress, writeOut } from '../../output.ts'
import { isPattern, readLive } from '../../read-live.ts'
import type { SnapshotCommandOptions } from './command.ts'

/** Writes what a cluster holds, tells on stderr what could not be read, and returns the exit status. */
export async function runSnapshot(options: SnapshotCommandOptions): Promise<number> {
  const namespaces = options.namespace ?? []
  const pattern = namespaces.find(isPattern)
  if (pattern !== undefined)
    throw new WarrantError('usage', `${JSON.stringify(pattern)} names no namespace; snapshot takes no patterns`)
  const { objects, gaps } = await readLive(new Progress(), (reading) =>
    readCluster({ ...options, ...reading, namespaces }),
  )
  await uninterrupted(() => writeOut(list(objects)))
  for (const { path, reason } of gaps) process.stderr.write(`warrant: ${path} could not be read: ${reason}\n`)
  return gaps.length > 0 ? exitCodes.unfinished : exitCodes.clean
}

/** One object on each line, so that two snapshots can be compared. */
function* list(objects: readonly object[]): Generator<string> {
  yield '{"apiVersion":"v1","kind":"List","items":[\n'
  for (const [i, object] of objects.entries()) yield `${JSON.stringify(object)}${i === objects.length - 1 ? '' : ','}\n`
  yield ']}\n'
}
