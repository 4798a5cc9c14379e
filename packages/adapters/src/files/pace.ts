import { setImmediate } from 'node:timers/promises'
import { WarrantError } from '@warrant/engine/errors'

const slice = 50

/**
 * Lets blocking work be interrupted: a call gives way to signals and timers when it was kept from them for 50 ms, and
 * throws `interrupted` when the signal has been given.
 */
export function pacemaker(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last > slice) {
      await setImmediate()
      last = performance.now()
    }
    if (signal?.aborted) throw new WarrantError('interrupted', 'interrupted while reading')
  }
}
